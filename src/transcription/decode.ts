import { secureURL } from '../tasks/signed-url.js';
import { finiteNumber, isObject, nonEmptyString } from '../util/json.js';
import type { QwenTranscriptSentence, QwenTranscriptWord } from './options.js';
import type { Transcript } from './transcription.js';

type Fields = Record<string, unknown>;

function objectsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function secondsOf(milliseconds: unknown): number {
  return (finiteNumber(milliseconds) ?? 0) / 1000;
}

/** Reads an answer in the shape of a chat, of either protocol; undefined if there is none. */
export function decodeChat(body: unknown): Transcript | undefined {
  const fields = isObject(body) ? body : {};
  const output = isObject(fields.output) ? fields.output : fields;
  const [choice] = objectsOf(output.choices);
  if (choice === undefined || !isObject(choice.message)) return undefined;
  const { content, annotations } = choice.message;
  const parts = typeof content === 'string' ? [{ text: content }] : objectsOf(content);
  const [annotation = {}] = objectsOf(annotations);
  const usage = isObject(fields.usage) ? fields.usage : {};
  return {
    text: parts.map((part) => nonEmptyString(part.text) ?? '').join(''),
    sentences: [],
    channels: [],
    language: nonEmptyString(annotation.language),
    emotion: nonEmptyString(annotation.emotion),
    seconds: finiteNumber(usage.seconds),
    ...(choice.finish_reason === 'length' && { isTruncated: true }),
  };
}

/** The text that a chunk of a chat adds. A server that knows no streams answers with a whole message. */
export function deltaOf(chunk: unknown): string {
  const [choice = {}] = objectsOf(isObject(chunk) ? chunk.choices : undefined);
  const message = choice.delta ?? choice.message;
  return isObject(message) ? (nonEmptyString(message.content) ?? '') : '';
}

/** The whole answer that the chunks of a chat add up to; undefined if they break off before its end. */
export function joinChunks(chunks: readonly unknown[]): Fields | undefined {
  const choices = chunks.flatMap((chunk) => (isObject(chunk) ? objectsOf(chunk.choices).slice(0, 1) : []));
  const ends = choices.some(({ message, finish_reason: reason }) => isObject(message) || typeof reason === 'string');
  if (!ends) return undefined;
  const annotated = choices
    .map(({ delta, message }) => delta ?? message)
    .findLast((one) => isObject(one) && one.annotations);
  const counted = chunks.findLast((chunk) => isObject(chunk) && isObject(chunk.usage)) as Fields | undefined;
  const message = {
    content: chunks.map(deltaOf).join(''),
    annotations: (annotated as Fields | undefined)?.annotations,
  };
  const reason = choices.findLast(({ finish_reason: one }) => typeof one === 'string')?.finish_reason;
  return { choices: [{ message, finish_reason: reason }], usage: counted?.usage, request_id: counted?.request_id };
}

/**
 * Reads the chunks of a sentence-shaped answer; undefined if they have no transcript, or break off within a sentence. A
 * chunk has the text so far and the sentence that is being heard.
 */
export function decodeSentences(chunks: readonly unknown[]): Transcript | undefined {
  const outputs = chunks.flatMap((chunk) => (isObject(chunk) && isObject(chunk.output) ? [chunk.output] : []));
  const last = outputs.at(-1);
  const current = last?.sentence;
  if (last === undefined || typeof last.text !== 'string') return undefined;
  if (isObject(current) && current.sentence_end === false) return undefined;
  const ended = new Map<unknown, QwenTranscriptSentence>();
  for (const output of outputs) addEnded(ended, output);
  const usage = chunks.findLast((chunk) => isObject(chunk) && isObject(chunk.usage)) as Fields | undefined;
  return {
    text: last.text,
    sentences: withBeginning(
      last.text,
      [...ended.values()].filter(({ text }) => text !== ''),
    ),
    channels: [],
    language: undefined,
    emotion: undefined,
    seconds: finiteNumber((usage?.usage as Fields | undefined)?.duration),
  };
}

/** Adds the sentences that end in a chunk to those that ended before. Returns the new ones. */
function addEnded(
  ended: Map<unknown, QwenTranscriptSentence>,
  { sentence, sentences }: Fields,
): QwenTranscriptSentence[] {
  const added: QwenTranscriptSentence[] = [];
  for (const one of [...objectsOf(sentences), ...objectsOf([sentence])]) {
    if (one.sentence_end === false) continue;
    const id = one.sentence_id ?? ended.size;
    const read = readSentence(one);
    if (!ended.has(id) && read.text !== '') added.push(read);
    ended.set(id, read);
  }
  return added;
}

/** Reads the chunks of a sentence-shaped answer one by one: the sentences that end in a chunk, and the one that grows. */
export function createSentenceReader(): (chunk: unknown) => {
  ended: QwenTranscriptSentence[];
  growing: QwenTranscriptSentence | undefined;
} {
  const ended = new Map<unknown, QwenTranscriptSentence>();
  return (chunk) => {
    const output = isObject(chunk) && isObject(chunk.output) ? chunk.output : {};
    const isFirst = ended.size === 0;
    const added = addEnded(ended, output);
    const { sentence } = output;
    const current = isObject(sentence) && sentence.sentence_end === false ? readSentence(sentence) : undefined;
    return {
      ended: isFirst && typeof output.text === 'string' ? withBeginning(output.text, added) : added,
      growing: current?.text === '' ? undefined : current,
    };
  };
}

/** An answer that did not come as a stream has the times of its last sentence only; the text before it becomes one more sentence. */
function withBeginning(text: string, sentences: QwenTranscriptSentence[]): QwenTranscriptSentence[] {
  const [only, ...others] = sentences;
  const whole = text.trimEnd();
  const isEnd = only !== undefined && others.length === 0 && whole.endsWith(only.text.trimEnd());
  const beginning = isEnd ? whole.slice(0, whole.length - only.text.trimEnd().length) : '';
  if (beginning.trim() === '') return sentences;
  return [{ text: beginning.trim(), startSecond: 0, endSecond: only!.startSecond }, ...sentences];
}

/** Reads the file that a task leaves; undefined if it has no transcripts. */
export function decodeFile(file: unknown): Transcript | undefined {
  if (!isObject(file) || !Array.isArray(file.transcripts)) return undefined;
  const transcripts = objectsOf(file.transcripts);
  const isSeveral = transcripts.length > 1;
  const channels = transcripts.map(({ channel_id: id, text }, index) => ({
    channel: finiteNumber(id) ?? index,
    ...readTagged(nonEmptyString(text) ?? ''),
  }));
  const sentences = transcripts
    .flatMap((one, index) =>
      objectsOf(one.sentences).map((sentence) =>
        readSentence(sentence, isSeveral ? channels[index]!.channel : undefined),
      ),
    )
    .filter(({ text }) => text !== '')
    .sort((one, other) => one.startSecond - other.startSecond);
  const properties = isObject(file.properties) ? file.properties : {};
  const length = finiteNumber(properties.original_duration_in_milliseconds);
  return {
    text: channels.flatMap(({ text }) => (text === '' ? [] : [text])).join('\n'),
    sentences,
    channels: isSeveral ? channels.map(({ channel, text }) => ({ channel, text })) : [],
    language: mostFrequent(sentences.map(({ language }) => language)) ?? channels[0]?.language,
    emotion: mostFrequent(sentences.map(({ emotion }) => emotion)) ?? channels[0]?.emotion,
    seconds: length === undefined ? undefined : length / 1000,
  };
}

function readSentence(sentence: Fields, channel?: number): QwenTranscriptSentence {
  const words = objectsOf(sentence.words).map(readWord);
  const speaker = finiteNumber(sentence.speaker_id);
  const { text, language, emotion } = readTagged(nonEmptyString(sentence.text) ?? '');
  return compact<QwenTranscriptSentence>({
    text,
    startSecond: secondsOf(sentence.begin_time),
    endSecond: secondsOf(sentence.end_time),
    channel,
    speaker,
    language: nonEmptyString(sentence.language) ?? language,
    emotion: nonEmptyString(sentence.emotion) ?? emotion,
    words: words.length > 0 ? words : undefined,
  });
}

/** The service keeps the blank after a word, and its punctuation apart. */
function readWord(word: Fields): QwenTranscriptWord {
  const text = `${typeof word.text === 'string' ? word.text.trim() : ''}${nonEmptyString(word.punctuation)?.trim() ?? ''}`;
  return compact<QwenTranscriptWord>({
    text,
    startSecond: secondsOf(word.begin_time),
    endSecond: secondsOf(word.end_time),
    speaker: finiteNumber(word.speaker_id),
  });
}

/** SenseVoice writes language, emotion and events into the text: `<|en|><|HAPPY|><|Speech|>Hello.<|/Speech|>`. */
function readTagged(tagged: string): { text: string; language?: string; emotion?: string } {
  if (!tagged.includes('<|')) return { text: tagged };
  const tags = [...tagged.matchAll(/<\|([^|<>]{1,40})\|>/g)].map(([, tag]) => tag!);
  return compact({
    text: tagged
      .replace(/<\|[^|<>]{1,40}\|>/g, ' ')
      .replace(/ {2,}/g, ' ')
      .trim(),
    language: tags.find((tag) => /^[a-z]{2,3}$/.test(tag)),
    emotion: tags.find((tag) => emotions.has(tag))?.toLowerCase(),
  });
}

const emotions = new Set(['NEUTRAL', 'HAPPY', 'ANGRY', 'SAD', 'FEARFUL', 'DISGUSTED', 'SURPRISED']);

function mostFrequent(values: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = [...counts.values()].reduce((greatest, count) => Math.max(greatest, count), 0);
  return [...counts].find(([, count]) => count === most)?.[0];
}

function compact<Value extends object>(value: { [Key in keyof Value]: Value[Key] | undefined }): Value {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value;
}

/** The address of a task's transcript, or the reason why there is none. */
export function decodeResult(output: Fields): { url: string } | { code?: string; message?: string } {
  const [first] = objectsOf(output.results);
  const result = isObject(output.result) ? output.result : (first ?? output);
  const url = nonEmptyString(result.transcription_url);
  if (url !== undefined) return { url: secureURL(url) };
  const code = nonEmptyString(result.code) ?? nonEmptyString(output.code);
  return { code, message: nonEmptyString(result.message) ?? nonEmptyString(output.message) ?? code };
}

/** Codes of tasks that failed because nobody speaks in the recording. */
const silent = new Set(['SUCCESS_WITH_NO_VALID_FRAGMENT', 'ASR_RESPONSE_HAVE_NO_WORDS']);

/** True for the output of a task that found no speech. */
export function isSilent(output: Fields): boolean {
  const result = decodeResult(output);
  return !('url' in result) && silent.has(result.code ?? '');
}
