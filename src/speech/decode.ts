import { detailsOf } from '../http/answer-details.js';
import { secureURL } from '../tasks/signed-url.js';
import { fromBase64 } from '../util/base64.js';
import { isObject, nonEmptyString, type JSONObject } from '../util/json.js';
import { isoTime } from '../util/time.js';

/** A word and its times in its piece, in seconds. */
export interface DecodedWord {
  text: string;
  startSecond: number;
  endSecond: number;
}

/** A chunk of a stream, or a whole answer. */
export interface SpeechChunk {
  audio?: Uint8Array;
  /** True if the audio is not base64. */
  isBroken: boolean;
  /** Where the whole file is. The last chunk has it. */
  url?: string;
  expiresAt?: string;
  requestId?: string;
  usage?: JSONObject;
  words: DecodedWord[];
  /** True for the last one. */
  isLast: boolean;
}

/** Reads a chunk. */
export function decodeChunk(body: unknown): SpeechChunk {
  const answer = isObject(body) ? body : {};
  const output = isObject(answer.output) ? answer.output : {};
  const audio = isObject(output.audio) ? output.audio : {};
  const data = nonEmptyString(audio.data);
  const url = nonEmptyString(audio.url);
  const bytes = data === undefined ? undefined : fromBase64(data);
  const isLast = output.finish_reason === 'stop';
  return {
    ...(bytes !== undefined && { audio: bytes }),
    isBroken: data !== undefined && bytes === undefined,
    ...(url !== undefined && { url: secureURL(url) }),
    ...(typeof audio.expires_at === 'number' && isLast && { expiresAt: isoTime(audio.expires_at) }),
    ...detailsOf(body),
    words: output.type === 'sentence-end' && isObject(output.sentence) ? readWords(output.sentence.words) : [],
    isLast,
  };
}

function readWords(words: unknown): DecodedWord[] {
  if (!Array.isArray(words)) return [];
  return words.flatMap((word: unknown) => {
    if (!isObject(word) || typeof word.text !== 'string') return [];
    const { begin_time: begin, end_time: end } = word;
    if (typeof begin !== 'number' || typeof end !== 'number') return [];
    return [{ text: word.text, startSecond: begin / 1000, endSecond: end / 1000 }];
  });
}

/** Adds the counts of several answers: characters, or tokens of models that count those. */
export function addUsage(usages: readonly (JSONObject | undefined)[]): JSONObject {
  const sum: JSONObject = {};
  for (const usage of usages) {
    for (const [name, value] of Object.entries(usage ?? {})) {
      if (typeof value !== 'number') continue;
      const total = ((sum[name] as number | undefined) ?? 0) + value;
      if (Number.isFinite(total)) sum[name] = total;
    }
  }
  return sum;
}
