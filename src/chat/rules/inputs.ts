import { InvalidPromptError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { groupFrames } from '../prompt/frames.js';
import type { MediaPart, Message, TextPart } from '../prompt/prompt.js';
import type { ChatRequest } from '../prompt/request.js';
import type { Input } from '../../catalogue/capabilities.js';
import type { PreparedCall } from './prepared-call.js';

/** Throws for inputs that the model is known to refuse. */
export function checkInputs(prepared: PreparedCall): void {
  const { capabilities, request } = prepared;
  if (capabilities.nativeOnly === true && prepared.protocol === 'compatible') {
    throw new UnsupportedFunctionalityError({
      functionality: `${request.model} over the OpenAI-compatible protocol`,
      message: `${request.model} is served only by the DashScope protocol: qwen.dashscope('${request.model}').`,
    });
  }
  if (
    request.output.kind === 'json' &&
    (capabilities.kind === 'translation' || capabilities.inputs?.includes('text') === false)
  ) {
    throw new UnsupportedFunctionalityError({
      functionality: 'JSON output',
      message: `${request.model} takes no instructions, so it can't be asked for JSON.`,
    });
  }
  settleFileIds(prepared);
  if (request.traits.media) for (const input of inputsOf(request)) checkInput(prepared, input);
  else checkInput(prepared, 'text');
  checkFrames(prepared);
  if (capabilities.singleUserMessage === true) checkSingleMessage(prepared);
  checkCacheMarks(prepared);
  checkPartial(prepared);
}

/**
 * Treats the id of an uploaded file as a document, whatever the file's type: models that read documents also read
 * scans, and no other model knows the id.
 */
function settleFileIds({ capabilities, request }: PreparedCall): void {
  if (!request.traits.media) return;
  const settle = (part: TextPart | MediaPart): TextPart | MediaPart => {
    if (part.type === 'text' || part.type === 'document' || !isFileId(part)) return part;
    if (capabilities.documents !== undefined) return { ...part, type: 'document' };
    throw new UnsupportedFunctionalityError({
      functionality: `uploaded files as ${part.type} input`,
      message:
        `${request.model} does not accept an uploaded file (fileid://…) as ${part.type}. Pass the bytes, or an http(s) ` +
        'or oss:// URL. Models that read uploaded files: qwen-long, qwen-doc-turbo.',
    });
  };
  request.prompt = request.prompt.map((message) =>
    message.role === 'user' && message.parts.some(isFileId)
      ? { ...message, parts: message.parts.map(settle) }
      : message,
  );
}

function isFileId(part: TextPart | MediaPart): boolean {
  return part.type !== 'text' && part.source.kind === 'url' && /^fileid:/i.test(part.source.url);
}

function inputsOf({ prompt }: ChatRequest): Set<Input> {
  const inputs = new Set<Input>();
  for (const message of prompt) {
    if (message.role !== 'user') inputs.add('text');
    else for (const { type } of groupFrames(message.parts)) inputs.add(type === 'frames' ? 'video' : type);
  }
  return inputs;
}

function checkInput({ capabilities, request }: PreparedCall, input: Input): void {
  if (capabilities.inputs === undefined || input === 'document' || capabilities.inputs.includes(input)) return;
  throw new UnsupportedFunctionalityError({
    functionality: `${input} input`,
    message:
      `${request.model} does not accept ${input}. It accepts ${capabilities.inputs.join(', ')}. ` +
      `For ${input} use ${takers[input]}.`,
  });
}

/** Models that accept what others don't, for messages. */
export const takers: Record<Exclude<Input, 'document'>, string> = {
  text: 'qwen-plus',
  image: 'qwen3.5-plus or qwen3-vl-plus',
  video: 'qwen3.5-plus or qwen3-vl-plus',
  audio: 'qwen3-omni-flash',
};

/** Checks a video given as frames against the numbers in the model's documentation. */
function checkFrames({ capabilities, request }: PreparedCall): void {
  if (capabilities.frames === undefined) return;
  const { min, max } = capabilities.frames;
  for (const message of request.prompt) {
    if (message.role !== 'user') continue;
    for (const part of groupFrames(message.parts)) {
      if (part.type !== 'frames' || (part.images.length >= min && part.images.length <= max)) continue;
      throw new InvalidPromptError({
        prompt: `a user message with a video of ${part.images.length} frames`,
        message: `A video has ${part.images.length} frames; ${request.model} accepts ${min} to ${max}.`,
      });
    }
  }
}

function checkSingleMessage({ request }: PreparedCall): void {
  const { prompt, model, options } = request;
  const [only] = prompt;
  if (prompt.length !== 1 || only?.role !== 'user') {
    throw new InvalidPromptError({
      prompt: prompt.map((message) => message.role),
      message:
        `${model} accepts one user message and nothing else, but the prompt has ` +
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

// Above four the service uses the later ones (context cache page).
const maxCacheMarks = 4;

function checkCacheMarks({ request, warnings }: PreparedCall): void {
  if (!request.traits.options) return;
  const marks = request.prompt.reduce((sum, message) => sum + countMarks(message), 0);
  if (marks > maxCacheMarks) {
    const message = `The prompt has ${marks} cache marks; the service uses the last ${maxCacheMarks}.`;
    warnings.push({ type: 'other', message });
  }
}

/** A marker on a message is one on its last part; an assistant message has one part, its text. */
function countMarks(message: Message): number {
  const own = message.options?.cacheControl !== undefined;
  if (message.role === 'system') return own ? 1 : 0;
  const parts = message.role === 'tool' ? message.results : message.parts;
  const marked = parts.map((part) => part.type !== 'reasoning' && part.options?.cacheControl !== undefined);
  if (message.role === 'assistant') return own || marked.includes(true) ? 1 : 0;
  if (own && marked.length > 0) marked[marked.length - 1] = true;
  return marked.filter(Boolean).length;
}

function checkPartial({ capabilities, request, warnings }: PreparedCall): void {
  if (!request.traits.options) return;
  if (!request.prompt.some((message) => message.options?.partial === true)) return;
  request.prompt = request.prompt.map((message, index) => {
    if (message.options?.partial !== true) return message;
    const last = index === request.prompt.length - 1 && message.role === 'assistant';
    if (last && capabilities.partial !== false) return message;
    const details = last
      ? `${request.model} does not continue a prefix.`
      : 'Only the last message, and only an assistant message, can be a prefix to continue.';
    warnings.push({ type: 'unsupported-setting', setting: 'partial', details });
    return { ...message, options: { ...message.options, partial: undefined } };
  });
}
