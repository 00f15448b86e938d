import { InvalidPromptError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { groupFrames } from '../prompt/frames.js';
import type { Message } from '../prompt/prompt.js';
import type { ChatRequest } from '../prompt/request.js';
import type { Input } from '../../catalogue/row.js';
import type { Draft } from './draft.js';

/** Refuses what the model is known not to take in a prompt. */
export function checkInputs(draft: Draft): void {
  const { row, request } = draft;
  if (row.nativeOnly === true && draft.protocol === 'compatible') {
    throw new UnsupportedFunctionalityError({
      functionality: `${request.model} over the OpenAI-compatible protocol`,
      message: `${request.model} is served by the native DashScope protocol only: qwen.dashscope('${request.model}').`,
    });
  }
  if (request.output.kind === 'json' && (row.kind === 'translation' || row.inputs?.includes('text') === false)) {
    throw new UnsupportedFunctionalityError({
      functionality: 'JSON output',
      message: `${request.model} takes no instructions, so it can't be asked for JSON.`,
    });
  }
  for (const input of inputsOf(request)) checkInput(draft, input);
  checkFrames(draft);
  if (row.singleUserMessage === true) checkSingleMessage(draft);
  checkCacheMarks(draft);
  checkPartial(draft);
}

function inputsOf({ prompt, traits }: ChatRequest): Set<Input> {
  const inputs = new Set<Input>();
  if (traits?.media === false) return inputs.add('text');
  for (const message of prompt) {
    if (message.role !== 'user') inputs.add('text');
    else for (const { type } of groupFrames(message.parts)) inputs.add(type === 'frames' ? 'video' : type);
  }
  return inputs;
}

function checkInput({ row, request }: Draft, input: Input): void {
  if (row.inputs === undefined || input === 'document' || row.inputs.includes(input)) return;
  throw new UnsupportedFunctionalityError({
    functionality: `${input} input`,
    message: `${request.model} takes no ${input}. It takes ${row.inputs.join(', ')}.`,
  });
}

/** A video as a list of frames has as many as the model's documentation says. */
function checkFrames({ row, request }: Draft): void {
  if (row.frames === undefined) return;
  const [least, most] = row.frames;
  for (const message of request.prompt) {
    if (message.role !== 'user') continue;
    for (const part of groupFrames(message.parts)) {
      if (part.type !== 'frames' || (part.images.length >= least && part.images.length <= most)) continue;
      throw new InvalidPromptError({
        prompt: `a user message with a video of ${part.images.length} frames`,
        message: `A video has ${part.images.length} frames; ${request.model} takes ${least} to ${most}.`,
      });
    }
  }
}

function checkSingleMessage({ request }: Draft): void {
  const { prompt, model, options } = request;
  const [only] = prompt;
  if (prompt.length !== 1 || only?.role !== 'user') {
    throw new InvalidPromptError({
      prompt: prompt.map((message) => message.role),
      message:
        `${model} takes one user message and nothing else, but the prompt has ` +
        `${prompt.map((message) => message.role).join(', ') || 'no message'}.`,
    });
  }
  const { translationOptions } = options.known;
  if (translationOptions === undefined && options.extra.translation_options === undefined) {
    throw new InvalidPromptError({
      prompt: 'a prompt without translationOptions',
      message: `${model} needs providerOptions.qwen.translationOptions: { sourceLang, targetLang }.`,
    });
  }
}

// Above four the service honours the later ones (context cache page).
const maxCacheMarks = 4;

function checkCacheMarks({ request, warnings }: Draft): void {
  if (request.traits?.options === false) return;
  const marks = request.prompt.reduce((sum, message) => sum + countMarks(message), 0);
  if (marks > maxCacheMarks) {
    const message = `The prompt has ${marks} cache marks; the service honours the last ${maxCacheMarks}.`;
    warnings.push({ type: 'other', message });
  }
}

/** A mark on a message is one on its last part; an assistant message has one part, its text. */
function countMarks(message: Message): number {
  const own = message.options?.cacheControl !== undefined;
  if (message.role === 'system') return own ? 1 : 0;
  const parts = message.role === 'tool' ? message.results : message.parts;
  const marked = parts.map((part) => part.type !== 'reasoning' && part.options?.cacheControl !== undefined);
  if (message.role === 'assistant') return own || marked.includes(true) ? 1 : 0;
  if (own && marked.length > 0) marked[marked.length - 1] = true;
  return marked.filter(Boolean).length;
}

function checkPartial({ row, request, warnings }: Draft): void {
  if (request.traits?.options === false) return;
  if (!request.prompt.some((message) => message.options?.partial === true)) return;
  request.prompt = request.prompt.map((message, index) => {
    if (message.options?.partial !== true) return message;
    const last = index === request.prompt.length - 1 && message.role === 'assistant';
    if (last && row.partial !== false) return message;
    const details = last
      ? `${request.model} does not continue a prefix.`
      : 'Only the last message, and only an assistant message, can be a prefix to continue.';
    warnings.push({ type: 'unsupported-setting', setting: 'partial', details });
    return { ...message, options: { ...message.options, partial: undefined } };
  });
}
