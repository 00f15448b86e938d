import type { Choice, Usage } from './answer.js';
import type { Media } from '../util/media.js';
import type { Part, Question } from './question.js';
import { countTokens } from '../util/words.js';

/** Tokens of a picture or frame whose size is not known, and of a sound. */
const unknownPictureTokens = 256;
const unknownSoundTokens = 25;
/** Tokens of a piece of spoken output, which is a tenth of a second. */
const tokensPerPiece = 5;
/** A picture token covers 32 × 32 pixels. Larger pictures are scaled down (vision guide). */
const pixelsPerToken = 32 * 32;
/** Estimated bytes of a document for each token. */
const bytesPerToken = 4;
const maxPixels = 2_621_440;

/** Estimates the tokens of a question and its answer. The service counts with a tokenizer. */
export function estimateUsage(question: Question, choices: Choice[], cache: { read: number; written: number }): Usage {
  const parts = question.messages.flatMap((message) => message.parts);
  const sum = (kind: Part['kind'][]) =>
    parts
      .filter((part) => kind.includes(part.kind))
      .map((part) => tokensOfPart(part, question))
      .reduce((count, tokens) => count + tokens, 0);
  const media = {
    imageTokens: sum(['image']),
    videoTokens: sum(['video', 'frames']),
    audioTokens: sum(['audio']),
  };
  // Tokens that separate messages and tools.
  const calls = question.messages.flatMap((message) => message.toolCalls);
  const around = question.messages.length * 4 + countTokens(calls.map((call) => call.name + call.arguments).join(' '));
  const size = question.documents.reduce((bytes, document) => bytes + document.bytes, 0);
  const tools = question.tools.length === 0 ? 0 : 100 + countTokens(JSON.stringify(question.tools));
  const reasoningTokens = total(choices, (choice) => choice.reasoning);
  const speechTokens = choices.reduce((count, choice) => count + (choice.speech?.length ?? 0) * tokensPerPiece, 0);
  return {
    promptTokens:
      sum(['text', 'document']) +
      around +
      tools +
      Math.ceil(size / bytesPerToken) +
      media.imageTokens +
      media.videoTokens +
      media.audioTokens,
    completionTokens:
      reasoningTokens +
      speechTokens +
      total(choices, (choice) => choice.text) +
      total(choices, (choice) => choice.toolCalls.flatMap((call) => [call.name, ...call.fragments])),
    cachedTokens: cache.read,
    cacheWriteTokens: cache.written,
    reasoningTokens,
    speechTokens,
    ...media,
  };
}

function total(choices: Choice[], pieces: (choice: Choice) => string[]): number {
  return choices.reduce((count, choice) => count + countTokens(pieces(choice).join('')), 0);
}

function tokensOfPart(part: Part, { describe }: Question): number {
  if (part.kind === 'text') return countTokens(part.text);
  if (part.kind === 'audio') return unknownSoundTokens;
  const urls = 'urls' in part ? part.urls : [part.url];
  return urls.map((url) => tokensOfPicture(describe(url))).reduce((sum, tokens) => sum + tokens, 0);
}

function tokensOfPicture({ width, height }: Partial<Media> = {}): number {
  if (width === undefined || height === undefined) return unknownPictureTokens;
  return Math.max(4, Math.ceil(Math.min(width * height, maxPixels) / pixelsPerToken)) + 2;
}
