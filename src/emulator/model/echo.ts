import type { Media } from '../util/media.js';
import {
  currentRound,
  isToolResult,
  lastUserText,
  type Message,
  type Part,
  type Question,
  textOf,
} from './question.js';
import { sampleSchema } from './schema-sample.js';

const self = 'This is the ai-sdk-qwen emulator, not a model.';

/**
 * The emulator's text when nothing is scripted: it says what it is, and repeats what it was given. `index`: the
 * choice, from 0.
 */
export function echoAnswer(question: Question, index: number): string {
  const text = lastUserText(question);
  const schema = wantedSchema(question);
  if (schema !== undefined) return JSON.stringify(sampleSchema(schema, text, index));
  if (question.format.type === 'json_object') {
    return JSON.stringify({ emulator: true, note: self, question: text, choice: index + 1 });
  }
  return sentences(question, text) + (index > 0 ? ` (choice ${index + 1})` : '');
}

function sentences(question: Question, text: string): string {
  const { messages, translation } = question;
  const last = messages.at(-1)!;
  if (translation !== undefined) {
    const { from, to } = translation;
    return `${self} It does not translate. Asked for ${from} to ${to}: ${textOf(last)}`;
  }
  if (last.partial) return ' … continued by the ai-sdk-qwen emulator, which is not a model.';
  const media = messages
    .filter((message) => message.role === 'user')
    .at(-1)!
    .parts.filter(isMedia);
  const seen = media.map((part, index) => describePart(part, index + 1, question));
  const results = toolResults(messages, currentRound(question));
  if (results.length > 0) return [self, ...results].join(' ');
  const said = text === '' ? [] : [`You said: ${text}`];
  return [self, ...documentsOf(question), ...seen, ...said].join(' ');
}

/** The emulator's "thinking" before it answers. */
export function echoThinking(question: Question): string {
  const tools = question.tools.map((tool) => tool.name).join(', ');
  const about = tools === '' ? 'It will only repeat what it was given.' : `It may call one of these tools: ${tools}.`;
  return `${self} It does not think; a model would reason about the question here. ${about}`;
}

/**
 * The schema that the answer must fit: from response_format, or from the prompt after "JSON schema".
 */
function wantedSchema({ format, messages }: Question): Record<string, unknown> | undefined {
  if (format.type === 'json_schema') return format.schema;
  const asked = messages.filter((message) => message.role === 'system' || message.role === 'user');
  return asked
    .map((message) => schemaIn(textOf(message)))
    .filter((schema) => schema !== undefined)
    .at(-1);
}

/** Maximum places where a schema is looked for. Each costs a scan of the text. */
const maxHeadings = 20;

function schemaIn(text: string): Record<string, unknown> | undefined {
  const heading = /json[ _-]?schema/gi;
  for (let tries = 0; tries < maxHeadings && heading.exec(text) !== null; tries += 1) {
    const start = text.indexOf('{', heading.lastIndex);
    const object = start < 0 ? undefined : parse(text.slice(start, endOfObject(text, start)));
    if (object !== undefined) return object;
  }
  return undefined;
}

/** The end of the object that begins at `start`. Braces inside JSON strings don't count. */
function endOfObject(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let place = start; place < text.length; place += 1) {
    const character = text[place];
    if (character === '"') quoted = !quoted;
    else if (quoted && character === '\\') place += 1;
    else if (!quoted && character === '{') depth += 1;
    else if (!quoted && character === '}') depth -= 1;
    if (depth === 0) return place + 1;
  }
  return text.length;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function toolResults(messages: Message[], round: Message[]): string[] {
  const names = new Map(messages.flatMap((message) => message.toolCalls.map((call) => [call.id, call.name])));
  return round.filter(isToolResult).map((message) => {
    return `The tool ${names.get(message.toolCallId ?? '') ?? 'called'} answered: ${textOf(message)}`;
  });
}

type MediaPart = Exclude<Part, { kind: 'text' }>;

function isMedia(part: Part): part is MediaPart {
  return part.kind !== 'text';
}

/** Names the uploaded files of the question. */
function documentsOf({ documents }: Question): string[] {
  if (documents.length === 0) return [];
  const files = documents.map(({ name, bytes }) => `${name} (${bytes} bytes)`);
  return [`It was given ${documents.length === 1 ? 'the file' : 'the files'} ${files.join(', ')}.`];
}

function describePart(part: MediaPart, index: number, { describe }: Question): string {
  if (part.kind === 'document') {
    return `Item ${index} is a document: ${part.urls.join(', ')} (not downloaded).`;
  }
  if (part.kind === 'frames') {
    const rate = part.fps === undefined ? '' : ` at ${part.fps} frames a second`;
    const first = describeUrl(part.urls[0]!, describe(part.urls[0]!));
    const count = `${part.urls.length} frames`;
    return `Item ${index} is a video of ${count}${rate}${framesOf(part)}; the first: ${first}.`;
  }
  const rate = part.kind === 'video' && part.fps !== undefined ? `, sampled at ${part.fps} frames a second` : '';
  const max = part.kind === 'video' ? framesOf(part) : '';
  const format = part.kind === 'audio' && part.format !== undefined ? `, sent as ${part.format}` : '';
  const article = part.kind === 'video' ? 'a video' : part.kind === 'audio' ? 'a sound' : 'an image';
  return `Item ${index} is ${article}: ${describeUrl(part.url, describe(part.url))}${rate}${max}${format}.`;
}

function framesOf({ maxFrames }: { maxFrames?: number }): string {
  return maxFrames === undefined ? '' : `, at most ${maxFrames} frames`;
}

function describeUrl(url: string, media: Media | undefined): string {
  if (media === undefined) return `${url} (not downloaded)`;
  const { kind = 'unknown kind', width, height, bytes } = media;
  const size = width === undefined ? '' : `, ${width}×${height} pixels`;
  return `${kind}${size}, ${bytes} bytes`;
}
