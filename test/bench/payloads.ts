/** The events of a stream, as their data and as the bytes that the network brings. */
export interface Payload {
  /** The data of the events that are JSON, in their order. */
  data: string[];
  /** The stream in pieces. */
  buffers: Uint8Array[];
  /** The joined deltas. */
  content: string;
}

const words =
  'The tide left small pools between the stones , and in each of them the evening sky was kept a little longer . '.split(
    ' ',
  );

/** Deltas of prose, a word each. */
export function prose(length: number): string[] {
  return Array.from({ length }, (_, index) => `${words[index % words.length]} `);
}

/** A JSON object of about this length, in pieces of four characters. */
export function argumentPieces(length: number): string[] {
  const rows: string[] = [];
  for (let size = 0; size < length; size += rows.at(-1)?.length ?? 0) {
    rows.push(JSON.stringify({ place: `Pool ${rows.length}`, depth: rows.length % 90, note: 'clear, "cold"' }));
  }
  return `{"pools":[${rows.join(',')}]}`.match(/.{1,4}/g) ?? [];
}

const id = 'chatcmpl-7d0c1b52-3a60-9e44-8c1f-5b1f2a9d6e07';
const usage = {
  prompt_tokens: 24,
  completion_tokens: 512,
  total_tokens: 536,
  prompt_tokens_details: { cached_tokens: 0 },
};

function compatibleChunk(delta: object, finish: string | null = null): string {
  return JSON.stringify({
    choices: [{ delta, finish_reason: finish, index: 0, logprobs: null }],
    object: 'chat.completion.chunk',
    usage: null,
    created: 1_764_150_000,
    system_fingerprint: null,
    model: 'qwen-plus',
    id,
  });
}

function compatibleEnd(reason: string): string[] {
  const last = { choices: [], object: 'chat.completion.chunk', usage, created: 1_764_150_000 };
  return [
    compatibleChunk({ content: '' }, reason),
    JSON.stringify({ ...last, system_fingerprint: null, model: 'qwen-plus', id }),
  ];
}

/** An answer of the compatible protocol in this number of deltas. */
export function textStream(deltas: readonly string[], eventsPerBuffer = 4): Payload {
  const data = [
    compatibleChunk({ content: '', role: 'assistant' }),
    ...deltas.map((content) => compatibleChunk({ content, reasoning_content: null })),
    ...compatibleEnd('stop'),
  ];
  return toPayload(data, deltas, eventsPerBuffer);
}

/** An answer of the compatible protocol that calls one tool, its arguments in pieces. */
export function toolStream(pieces: readonly string[]): Payload {
  const call = (rest: object, text: string) => ({
    content: null,
    tool_calls: [{ index: 0, type: 'function', ...rest, function: { arguments: text } }],
  });
  const opening = {
    role: 'assistant',
    content: null,
    tool_calls: [{ index: 0, id: 'call_f30a', type: 'function', function: { name: 'store', arguments: '' } }],
  };
  const data = [
    compatibleChunk(opening),
    ...pieces.map((piece) => compatibleChunk(call({ id: '' }, piece))),
    ...compatibleEnd('tool_calls'),
  ];
  return toPayload(data, pieces, 4);
}

/** An answer of the native protocol in this number of deltas, with its ids, comments and running counts. */
export function nativeStream(deltas: readonly string[]): Payload {
  const packet = (content: string, tokens: number, reason = 'null') =>
    JSON.stringify({
      output: { choices: [{ message: { content, role: 'assistant' }, finish_reason: reason }] },
      usage: { total_tokens: 24 + tokens, output_tokens: tokens, input_tokens: 24 },
      request_id: id.slice('chatcmpl-'.length),
    });
  const data = [...deltas.map((delta, index) => packet(delta, index + 1)), packet('', deltas.length + 1, 'stop')];
  const frames = data.map((text, index) => `id:${index + 1}\nevent:result\n:HTTP_STATUS/200\ndata:${text}\n\n`);
  return { data, buffers: inBuffers(frames, 4), content: deltas.join('') };
}

/** A stream of the Responses protocol, with the events and the fields that the service has around each text. */
export function responsesStream(deltas: readonly string[]): Payload {
  const place = { item_id: 'msg_tide', output_index: 0, content_index: 0 };
  const response = { id: `resp_${id}`, object: 'response', created_at: 1_770_000_000, model: 'qwen-plus', output: [] };
  const item = { id: place.item_id, type: 'message', role: 'assistant', content: [] };
  const content = deltas.join('');
  const tokens = { input_tokens: 24, output_tokens: deltas.length, total_tokens: 24 + deltas.length };
  const data = [
    { type: 'response.created', response: { ...response, status: 'queued' } },
    { type: 'response.output_item.added', output_index: 0, item },
    ...deltas.map((delta) => ({ type: 'response.output_text.delta', delta, ...place, logprobs: [] })),
    { type: 'response.output_text.done', text: content, ...place },
    { type: 'response.completed', response: { ...response, status: 'completed', usage: tokens } },
  ].map((event, number) => JSON.stringify({ ...event, sequence_number: number }));
  const frames = data.map((text, index) => `id:${index + 1}\n:HTTP_STATUS/200\ndata:${text}\n\n`);
  return { data, buffers: inBuffers(frames, 4), content };
}

function toPayload(data: string[], deltas: readonly string[], eventsPerBuffer: number): Payload {
  const frames = [...data, '[DONE]'].map(frame);
  return { data, buffers: inBuffers(frames, eventsPerBuffer), content: deltas.join('') };
}

/** One event as it stands on the wire. */
export function frame(data: string): string {
  return `data: ${data}\n\n`;
}

function inBuffers(frames: readonly string[], perBuffer: number): Uint8Array[] {
  const buffers: Uint8Array[] = [];
  for (let start = 0; start < frames.length; start += perBuffer) {
    buffers.push(new TextEncoder().encode(frames.slice(start, start + perBuffer).join('')));
  }
  return buffers;
}

/** An answer whose only delta has this length, cut into pieces of this size. */
export function longLine(length: number, pieceLength: number): Payload {
  const content = prose(Math.ceil(length / 4))
    .join('')
    .slice(0, length);
  const whole = textStream([content], Number.POSITIVE_INFINITY);
  const [bytes = new Uint8Array()] = whole.buffers;
  const buffers = Array.from({ length: Math.ceil(bytes.length / pieceLength) }, (_, index) =>
    bytes.subarray(index * pieceLength, (index + 1) * pieceLength),
  );
  return { ...whole, buffers };
}

/** A whole answer of the compatible protocol. */
export function wholeAnswer(content: string): string {
  return JSON.stringify({
    choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop', index: 0, logprobs: null }],
    object: 'chat.completion',
    usage,
    created: 1_764_150_000,
    system_fingerprint: null,
    model: 'qwen-plus',
    id,
  });
}

/** An answer with a vector of 1,024 numbers for each text. */
export function embeddingAnswer(texts: number): string {
  const data = Array.from({ length: texts }, (_, index) => ({
    embedding: Array.from({ length: 1024 }, (_unused, place) => Math.sin(index * 1024 + place + 1) / 16),
    index,
    object: 'embedding',
  }));
  const tokens = { prompt_tokens: texts * 8, total_tokens: texts * 8 };
  return JSON.stringify({ data, model: 'text-embedding-v4', object: 'list', usage: tokens, id });
}
