import { setTimeout as pause } from 'node:timers/promises';

/** The lines of a job, and the service that answers them. */
export interface BareJob {
  /** The address of the OpenAI-compatible protocol. */
  url: string;
  /** The endpoint of the lines, such as `/v1/embeddings`. */
  endpoint: string;
  lines: number;
  bodyOf(index: number): object;
}

/** Microseconds of CPU time for each line. */
export interface Floor {
  /** The bytes of the job, moved by calls of `fetch` and cut into lines. */
  transport: number;
  /** `JSON.stringify` of the bodies and `JSON.parse` of the answers. */
  json: number;
}

/** As in a job without `maxLines`. */
const perFile = 10_000;
const authorization = { authorization: 'Bearer sk-test' };

/** The microseconds of CPU time that the process has had, in all its threads. */
export function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Runs the lines of a job without this package, with nothing but what any client must do. */
export async function floorOf(job: BareJob): Promise<Floor> {
  const floor: Floor = { transport: 0, json: 0 };
  for (let first = 0; first < job.lines; first += perFile) {
    const { bodyOf, lines } = job;
    const bodies = Array.from({ length: Math.min(perFile, lines - first) }, (_, place) => bodyOf(first + place));
    const form = formOf(bodies.map((body, place) => lineOf(job, first + place, body)).join(''));
    const begun = cpuTime();
    const answers = await move(job, form);
    const moved = cpuTime();
    if (workOf(bodies, answers) === 0) throw new Error('Nothing was measured.');
    floor.transport += (moved - begun) / lines;
    floor.json += (cpuTime() - moved) / lines;
  }
  return floor;
}

function workOf(bodies: readonly object[], answers: readonly string[]): number {
  let size = 0;
  for (const body of bodies) size += JSON.stringify(body).length;
  for (const answer of answers) size += Object.keys(JSON.parse(answer) as object).length;
  return size;
}

function lineOf({ endpoint }: BareJob, index: number, body: object): string {
  return `${JSON.stringify({ custom_id: `${index}.1`, method: 'POST', url: endpoint, body })}\n`;
}

const boundary = 'form-0123456789abcdef';

function formOf(lines: string): Uint8Array<ArrayBuffer> {
  const disposition = 'Content-Disposition: form-data; name=';
  return new TextEncoder().encode(
    `--${boundary}\r\n${disposition}"purpose"\r\n\r\nbatch\r\n--${boundary}\r\n${disposition}"file"; filename="lines.jsonl"\r\n` +
      `Content-Type: application/jsonl\r\n\r\n${lines}\r\n--${boundary}--\r\n`,
  );
}

/** Uploads a file, runs its batch, and returns the lines of the answers. */
async function move({ url, endpoint }: BareJob, body: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const call = async <Answer>(path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(url + path, { ...init, headers: { ...authorization, ...init.headers } });
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as Answer;
  };
  const { id: file } = await call<{ id: string }>('/files', {
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body,
  });
  let batch = await call<{ id: string; status: string; output_file_id: string }>('/batches', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ input_file_id: file, endpoint, completion_window: '24h' }),
  });
  while (batch.status !== 'completed') {
    await pause(200);
    batch = await call(`/batches/${batch.id}`, { method: 'GET' });
  }
  const lines = await readLines(`${url}/files/${batch.output_file_id}/content`);
  for (const id of [file, batch.output_file_id]) await call(`/files/${id}`, { method: 'DELETE' });
  return lines;
}

async function readLines(url: string): Promise<string[]> {
  const { body } = await fetch(url, { headers: authorization });
  const decoder = new TextDecoder();
  const lines: string[] = [];
  let rest = '';
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    const found = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = found.pop()!;
    for (const line of found) lines.push(line);
  }
  return lines;
}
