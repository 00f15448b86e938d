import { chat, embeddingPath, look, multimodalPath, textPath } from '../../src/command/verify/native-bodies.js';
import type { Emulator, EmulatorOptions, ScriptedAnswer } from 'ai-sdk-qwen/emulator';
import { type Asked, type Json, send } from './emulator-requests.js';
import { strictEmulator } from './strict-emulator.js';

export const NATIVE = 'https://dashscope-intl.aliyuncs.com/api/v1';
export { chat, embeddingPath, look, multimodalPath, textPath };

/** One event of a native stream. */
export interface Packet {
  id: string;
  event: string;
  comment: string;
  data: Json;
}

/** Reads a native stream strictly: four lines an event, a blank line after each, no spaces after colons. */
export function readPackets(text: string): Packet[] {
  if (!text.endsWith('\n\n')) throw new Error(`no blank line at the end of ${JSON.stringify(text.slice(-60))}`);
  return text
    .slice(0, -2)
    .split('\n\n')
    .map((event) => {
      const match = /^id:(\d+)\nevent:(\w+)\n:(HTTP_STATUS\/\d+)\ndata:(\{.*\})$/.exec(event);
      if (match === null) throw new Error(`no native event: ${event}`);
      const [, id, kind, comment, data] = match;
      return { id: id!, event: kind!, comment: comment!, data: JSON.parse(data!) };
    });
}

/** Posts a body, by default to the service of its content. */
export function post(emulator: Emulator, body: Json, asked: Asked = {}): Promise<Response> {
  const content = body?.input?.messages?.[0]?.content;
  const path = Array.isArray(content) ? multimodalPath : textPath;
  return send(emulator, body, { base: NATIVE, path, ...asked });
}

/** The whole answer of an emulator to a request. */
export async function ask(
  body: Json,
  { script, options, ...asked }: Asked & { script?: ScriptedAnswer; options?: EmulatorOptions } = {},
): Promise<{ status: number; json: Json }> {
  const emulator = strictEmulator(options);
  if (script) emulator.answerNext(script);
  const response = await post(emulator, body, asked);
  return { status: response.status, json: await response.json() };
}

export const SSE = { 'X-DashScope-SSE': 'enable' };

/** The packets of a streamed answer, by default deltas. */
export async function stream(
  body: Json,
  { script, options, ...asked }: Asked & { script?: ScriptedAnswer; options?: EmulatorOptions } = {},
): Promise<Packet[]> {
  const emulator = strictEmulator(options);
  if (script) emulator.answerNext(script);
  const parameters = { incremental_output: true, ...body.parameters };
  const response = await post(emulator, { ...body, parameters }, { headers: SSE, ...asked });
  return readPackets(await response.text());
}

/** The only choice of each packet. */
export function choicesOf(packets: Packet[]): Json[] {
  return packets.map(({ data }) => data.output.choices[0]);
}
