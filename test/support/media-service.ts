import { deflateSync } from 'node:zlib';

/** One request as it arrived. */
export interface MediaCall {
  method: string;
  url: URL;
  headers: Record<string, string>;
  body: any; // oxlint-disable-line typescript/no-explicit-any
}

/** A step's treatment of a call: answers it itself, lets it be answered, or loses the answer. */
export type Fault = Response | Error | 'lose' | 'hang' | undefined;

export interface MediaService {
  fetch: typeof globalThis.fetch;
  calls: MediaCall[];
  /** Creations that were accepted: each of them costs money. */
  created: number;
  canceled: string[];
  to(end: string): MediaCall[];
}

/** The answers of the service. */
export interface MediaScript {
  /** Statuses of the polls of a task, one after the other; the last one stays. */
  statuses?: readonly string[];
  /** Output of a task that succeeded. Default: what its endpoint makes. */
  output?: object;
  usage?: object;
  /** The fault of a step. */
  fault?: (step: 'create' | 'poll' | 'cancel' | 'download', call: MediaCall) => Fault;
}

export const resultHost = 'https://results.oss-cn-beijing.aliyuncs.com';

function chunk(type: string, data: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length);
  head.write(type, 4);
  return Buffer.concat([head, data, Buffer.alloc(4)]);
}

/** A PNG of a width and a height; its checksums are left empty. */
export function png(width = 2, height = 1): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc((width + 1) * height));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Uint8Array.from(
    Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]),
  );
}

/** A Model Studio that makes images and videos, in as many lines as the tests need. */
export function createMediaService(script: MediaScript = {}): MediaService {
  const { statuses = ['RUNNING', 'SUCCEEDED'] } = script;
  const tasks = new Map<string, { body: MediaCall['body']; path: string; polls: number }>();
  const calls: MediaCall[] = [];
  const service: MediaService = {
    calls,
    created: 0,
    canceled: [],
    to: (end) => calls.filter(({ url }) => url.pathname.endsWith(end)),
    async fetch(input, init) {
      init?.signal?.throwIfAborted();
      const request = new Request(String(input), { ...init, redirect: undefined, signal: undefined });
      const text = await request.text();
      const call: MediaCall = {
        method: request.method,
        url: new URL(request.url),
        headers: Object.fromEntries(request.headers),
        body: text === '' ? undefined : JSON.parse(text),
      };
      calls.push(call);
      const step = stepOf(call);
      const fault = script.fault?.(step, call);
      if (fault instanceof Error) throw fault;
      if (fault instanceof Response) return fault;
      if (fault === 'hang') await untilAborted(init?.signal);
      const answer = answerTo(step, call);
      if (fault === 'lose')
        throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
      return answer;
    },
  };

  const answerTo = (step: ReturnType<typeof stepOf>, call: MediaCall): Response => {
    if (step === 'download') return new Response(png(), { headers: { 'content-type': 'image/png' } });
    const id = /\/tasks\/([^/]+)/.exec(call.url.pathname)?.[1] ?? '';
    if (step === 'cancel') {
      if (tasks.get(id)?.polls !== 0) return failure(400, 'UnsupportedOperation', 'Failed to cancel the task.');
      service.canceled.push(id);
      return Response.json({ request_id: 'r-cancel' });
    }
    if (step === 'poll') return poll(id);
    service.created += 1;
    if (call.headers['x-dashscope-async'] !== 'enable') {
      return Response.json({ request_id: 'r-1', output: outputOf(call), usage: { image_count: 1 } });
    }
    const taskId = `task-${service.created}`;
    tasks.set(taskId, { body: call.body, path: call.url.pathname, polls: 0 });
    return Response.json({ request_id: 'r-1', output: { task_id: taskId, task_status: 'PENDING' } });
  };

  const poll = (id: string): Response => {
    const task = tasks.get(id);
    if (task === undefined)
      return Response.json({ request_id: 'r-2', output: { task_id: id, task_status: 'UNKNOWN' } });
    const status = statuses[Math.min(task.polls, statuses.length - 1)]!;
    if (status !== 'PENDING') task.polls += 1;
    const done = status === 'SUCCEEDED';
    return Response.json({
      request_id: 'r-2',
      output: {
        task_id: id,
        task_status: status,
        submit_time: '2026-04-17 13:12:08.928',
        ...(done && (script.output ?? outputOf({ body: task.body, url: new URL(task.path, resultHost) }))),
        ...(status === 'FAILED' && { code: 'InvalidParameter', message: 'prompt must contain words' }),
      },
      ...(done && { usage: script.usage ?? { image_count: 1 } }),
    });
  };
  return service;
}

function stepOf({ url }: MediaCall): 'create' | 'poll' | 'cancel' | 'download' {
  if (url.origin === resultHost || url.pathname.startsWith('/results/')) return 'download';
  if (url.pathname.endsWith('/cancel')) return 'cancel';
  return url.pathname.includes('/tasks/') ? 'poll' : 'create';
}

function outputOf({ body, url }: Pick<MediaCall, 'body' | 'url'>): object {
  const urls = Array.from(
    { length: body.parameters?.n ?? 1 },
    (_none, index) => `${resultHost}/${index}.png?Expires=1777012575&Signature=s`,
  );
  if (url.pathname.endsWith('video-synthesis')) return { video_url: `${resultHost}/0.mp4?Expires=1777012575` };
  if (body.input.image_url !== undefined) return { image_url: urls[0] };
  if (body.input.messages === undefined)
    return { results: urls.map((image) => ({ url: image, actual_prompt: 'more' })) };
  const content = urls.map((image) => ({ image }));
  return { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content } }] };
}

export function failure(status: number, code: string, message: string): Response {
  return Response.json({ code, message, request_id: 'r-f' }, { status });
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
