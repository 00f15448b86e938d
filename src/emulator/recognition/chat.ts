import type { Usage } from '../model/answer.js';
import { deltasOf } from '../model/limit.js';
import type { Question } from '../model/question.js';
import { refuse } from '../rules/api-error.js';
import type { RequestContext } from '../server/context.js';
import type { ScriptedAnswer } from '../model/script.js';
import { accept } from '../tasks/create.js';
import { isObject } from '../util/objects.js';
import { countTokens } from '../util/words.js';
import { languageOf } from '../voice/words.js';
import { listen, textOf } from './listen.js';
import { load } from './load.js';
import { checkContainer, checkSeconds } from './sound.js';

/** Audio tokens of a second. */
const tokensPerSecond = 25;

/** A transcription in the shape of a chat. */
export interface Transcript {
  script: ScriptedAnswer;
  /** Pieces of the text. */
  pieces: string[];
  /** Facts about the sound, beside the text. */
  annotations: object[];
  usage: Usage & { seconds: number; contextTokens: number };
}

/** Hears the sound of a question. */
export async function transcribe(context: RequestContext, question: Question): Promise<Transcript> {
  const { model, messages } = question;
  const sound = messages.flatMap(({ parts }) => parts).find((part) => part.kind === 'audio');
  if (sound === undefined) refuse('asr-text');
  const loaded = await load(context, sound.url, model.id);
  if ('failure' in loaded) refuse('stored-file-unknown');
  checkContainer(loaded);
  // A scenario may say what is heard, but not before the sound is found to be in order.
  const hearing = listen(loaded);
  checkSeconds(hearing);
  const script = await accept(context, 'transcription');
  const text = script.text ?? script.deltas?.join('') ?? hearing.channels.map(textOf).join(' ');
  const spent = Math.ceil(hearing.seconds);
  const contextTokens = messages
    .filter(({ role }) => role === 'system')
    .reduce((sum, { parts }) => sum + countTokens(parts.map((part) => ('text' in part ? part.text : '')).join('')), 0);
  return {
    script,
    pieces: script.deltas ? [...script.deltas] : deltasOf(text),
    annotations: [{ type: 'audio_info', language: languageFor(context, text), emotion: 'neutral' }],
    usage: {
      promptTokens: spent * tokensPerSecond + contextTokens,
      completionTokens: countTokens(text),
      cachedTokens: 0,
      cacheWriteTokens: 0,
      reasoningTokens: 0,
      imageTokens: 0,
      videoTokens: 0,
      audioTokens: spent * tokensPerSecond,
      speechTokens: 0,
      contextTokens,
      ...script.usage,
      seconds: script.usage?.seconds ?? spent,
    },
  };
}

/** The language that was asked for, or that of the text. */
function languageFor({ given }: RequestContext, text: string): string {
  const parameters = isObject(given.parameters) ? given.parameters : given;
  const options = parameters.asr_options;
  const language = isObject(options) ? options.language : undefined;
  return typeof language === 'string' ? language : languageOf(text);
}
