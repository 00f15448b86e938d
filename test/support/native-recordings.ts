import { readRecording } from './recordings.js';

/** One packet of a recorded answer, or a whole one, as far as the tests look at it. */
export interface Recorded {
  output: {
    text?: string;
    finish_reason?: string;
    model_name?: string;
    choices?: RecordedChoice[];
    search_info?: { search_results: { index: number; title: string; url: string }[] };
    tool_info?: unknown[];
  };
  usage: Record<string, unknown>;
  request_id: string;
}

interface RecordedChoice {
  finish_reason: string;
  message: {
    content: string | { text?: string; ocr_result?: unknown }[];
    reasoning_content?: string;
    tool_calls?: { id: string; function: { name: string; arguments: string } }[];
  };
}

/** A recorded body without its byte order mark. */
export function readBody(path: string): string {
  return readRecording(path).replace(/^\uFEFF/, '');
}

/** A recorded stream. The recorder has lost the blank lines between the events of some; they are put back. */
export function readStream(path: string): string {
  const lines = readBody(path)
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => (line.startsWith('data:') ? `${line}\n\n` : `${line}\n`)).join('');
}

/** The content of chunks, read by a few plain lines that share nothing with the decoder. */
export function readPackets(packets: readonly Recorded[]) {
  const choices = packets.flatMap(({ output }) => output.choices?.slice(0, 1) ?? []);
  const contents = choices.map(({ message }) =>
    typeof message.content === 'string' ? message.content : message.content.map(({ text }) => text ?? '').join(''),
  );
  const results = packets.flatMap(({ output }) => output.search_info?.search_results ?? []);
  const reasons = packets.map(({ output }) => output.choices?.[0]?.finish_reason ?? output.finish_reason);
  return {
    texts: [...contents, ...packets.map(({ output }) => output.text ?? '')].filter((text) => text !== ''),
    reasonings: choices.map(({ message }) => message.reasoning_content ?? '').filter((text) => text !== ''),
    calls: choices.flatMap(({ message }) => message.tool_calls ?? []),
    urls: [...new Set(results.map(({ url }) => url))],
    ocrResult: choices
      .flatMap(({ message }) => (typeof message.content === 'string' ? [] : message.content))
      .find((part) => part.ocr_result !== undefined)?.ocr_result,
    toolInfo: packets.map(({ output }) => output.tool_info).findLast((info) => info !== undefined),
    reason: reasons.findLast((reason) => reason !== 'null'),
    usage: packets.map(({ usage }) => usage).findLast((usage) => Object.keys(usage).length > 0),
    id: packets[0]?.request_id,
  };
}

/** The packets of a framed stream. */
export function packetsOf(stream: string): Recorded[] {
  return stream
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => JSON.parse(line.slice('data:'.length)) as Recorded);
}
