import { InvalidArgumentError } from '@ai-sdk/provider';
import { speechCapabilitiesOf } from '../catalogue/speech.js';
import type { Connection } from '../connection/connection.js';
import { isPlan } from '../connection/plan-hosts.js';
import { regionOf } from '../connection/regions.js';
import { hasOptions, hasProviderOptions } from '../options/names.js';
import { withDefaults } from '../options/types.js';
import { addUsage } from './decode.js';
import { emptyMessage, notJoined } from './errors.js';
import { createLimits } from './limits.js';
import { formatWarnings, metadataOf } from './metadata.js';
import { readSpeechCall, readSpeechDefaults } from './option-table.js';
import type { QwenSpeechOptions, SpeechOptions } from './options.js';
import { speakPieces, type SpokenPiece } from './pieces.js';
import { checkPlace, planSpeech } from './plan.js';
import type { Planned } from './planned.js';
import { speakPiece } from './request.js';
import { areAlike, joinSounds, mediaTypes, readSound, type Sound, type SpeechFormat } from './sound.js';
import type { GeneratedSpeech, SpeechModel, SpeechCall, SpeechManner } from './speech.js';
import { hasWords } from './split.js';
import { streamSpeech } from './stream.js';

/** Makes the speech of the models of a connection, which remember together how much text each of them takes. */
export function speechModels(
  connection: Connection,
): (modelId: string, options: QwenSpeechOptions) => Pick<SpeechModel, 'generate' | 'stream'> {
  const limits = createLimits();
  return (model, defaults) => {
    const capabilities = speechCapabilitiesOf(model);
    const planned = (call: SpeechManner, otherwise: SpeechFormat): Planned => {
      const options = readOptions(defaults, call, connection.optionNames);
      call.warnings.push(...connection.notices.pending());
      const host = new URL(connection.dashscopeURL('', 'speech')).hostname;
      // The hosts of plans have rules that are not documented.
      checkPlace(model, capabilities, isPlan(host) ? undefined : regionOf(host));
      const plan = planSpeech(model, capabilities, call, options, otherwise);
      return { connection, model, plan, options, limit: limits(model, capabilities), parallel: capabilities.parallel };
    };
    return {
      async generate(call) {
        checkText(model, call.text);
        const speech = await generate(planned(call, 'wav'), call);
        connection.notices.settle();
        return speech;
      },
      stream: (call) => streamSpeech(() => planned(call, 'pcm'), call),
    };
  };
}

function checkText(model: string, text: unknown): void {
  if (typeof text === 'string' && text.trim() !== '') return;
  const given = typeof text === 'string' ? 'empty' : `of type ${typeof text}`;
  throw new InvalidArgumentError({ argument: 'text', message: `${model}: text is ${given}; expected words.` });
}

/** The options of a call, with the model's as defaults. */
function readOptions(defaults: QwenSpeechOptions, call: SpeechManner, names: readonly string[]): SpeechOptions {
  if (!hasOptions(defaults) && !hasProviderOptions(call.providerOptions, names)) return { known: {}, extra: {} };
  const ofModel = readSpeechDefaults(defaults, call.warnings);
  return withDefaults(readSpeechCall(call.providerOptions, names, call.warnings), ofModel);
}

async function generate(planned: Planned, call: SpeechCall): Promise<GeneratedSpeech> {
  const { connection, model, plan, options, limit, parallel } = planned;
  const { voice } = plan;
  const pieces = await speakPieces(call.text, {
    limit,
    splits: plan.splits,
    parallel,
    abortSignal: call.abortSignal,
    speak: (text, abortSignal) =>
      speakPiece({
        connection,
        model,
        plan,
        text,
        voice,
        abortSignal,
        headers: call.headers,
        timeout: options.known.timeout,
      }),
  });
  const first = (pieces[0] as SpokenPiece).answer.reply;
  const sounds = pieces.map((piece) => soundOf(planned, piece, pieces.length > 1));
  const heard = sounds.filter((sound) => sound !== undefined);
  const empty = heard.length === 0 || !areAlike(heard);
  if (empty) {
    const message = heard.length === 0 ? emptyMessage(model, voice) : notJoined(model, heard);
    throw first.toError({ message, transient: false });
  }
  const file = joinSounds(heard, plan.format);
  call.warnings.push(...formatWarnings(plan.format, file.format, heard.length));
  const usage = addUsage(pieces.map(({ answer }) => answer.usage));
  const mediaType = mediaTypes[file.format];
  const facts = {
    format: file.format,
    mediaType,
    ...(file.sampleRate !== undefined && { sampleRate: file.sampleRate }),
  };
  return {
    audio: file.bytes,
    metadata: metadataOf(facts, pieces, sounds),
    usage,
    requestBody: first.requestBody,
    // AI SDK 7 takes the media type of sound that has no signature from here.
    headers: { ...first.headers, 'content-type': mediaType },
  };
}

/** The sound of a piece. Marks between sentences may have none; a piece with words must. */
function soundOf({ model, plan }: Planned, { text, answer }: SpokenPiece, among: boolean): Sound | undefined {
  const sound = readSound(answer.bytes, plan.sampleRate);
  if (sound !== undefined || (among && !hasWords(text))) return sound;
  throw answer.reply.toError({ message: emptyMessage(model, plan.voice), transient: false });
}
