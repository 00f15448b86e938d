import { InvalidPromptError, UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { MediaPart, Prompt } from '../../core/prompt.js';
import type { Draft } from '../rules.js';

/** Refuses what the model is known not to take in a prompt. */
export function checkInputs(draft: Draft): void {
  const { row, request } = draft;
  if (row.nativeOnly === true) {
    throw new UnsupportedFunctionalityError({
      functionality: `${request.model} over the OpenAI-compatible protocol`,
      message: `${request.model} is served by the native DashScope protocol only.`,
    });
  }
  for (const part of mediaParts(request.prompt)) checkMedia(draft, part);
  checkFrames(draft);
  if (row.singleUserMessage === true) checkSingleMessage(draft);
  checkCacheMarks(draft);
  checkPartial(draft);
}

function mediaParts(prompt: Prompt): MediaPart[] {
  return prompt.flatMap((message) =>
    message.role === 'user' ? message.parts.filter((part) => part.type !== 'text') : [],
  );
}

function checkMedia({ row, request }: Draft, part: MediaPart): void {
  const input = part.type === 'image' && part.options?.frame !== undefined ? 'video' : part.type;
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
    const frames = message.parts.filter((part) => part.type === 'image' && part.options?.frame !== undefined);
    if (frames.length === 0 || (frames.length >= least && frames.length <= most)) continue;
    throw new InvalidPromptError({
      prompt: `a user message with ${frames.length} frames`,
      message: `A video has ${frames.length} frames; ${request.model} takes ${least} to ${most}.`,
    });
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
  let marks = 0;
  for (const message of request.prompt) {
    if (message.options?.cacheControl !== undefined) marks += 1;
    const parts = message.role === 'tool' ? message.results : message.role === 'system' ? [] : message.parts;
    for (const part of parts) if ('options' in part && part.options?.cacheControl !== undefined) marks += 1;
  }
  if (marks > maxCacheMarks) {
    const message = `The prompt has ${marks} cache marks; the service honours the last ${maxCacheMarks}.`;
    warnings.push({ type: 'other', message });
  }
}

function checkPartial({ row, request, warnings }: Draft): void {
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
