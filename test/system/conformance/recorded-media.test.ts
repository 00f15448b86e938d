// Images, videos, sounds, files, uploads, tasks, applications and batches of every AI SDK, recorded through an emulator
// that passes the calls on to another one, and made again from the recording, without a service.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ai4 from 'ai';
import * as ai5 from 'ai5';
import * as ai6 from 'ai6';
import * as ai7 from 'ai7';
import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import { createEmulator, loadRecording, recordInto, type Emulator } from 'ai-sdk-qwen/emulator';
import { afterAll, expect, test } from 'vitest';
import { collect } from '../../support/batch-jobs.js';
import { pngHead } from '../../support/png.js';
import { spoken } from '../../support/recognition-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

const root = mkdtempSync(join(tmpdir(), 'recording-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Qwen = ReturnType<typeof createQwen7>;

/** The functions of AI SDK 7, by the names that the older ones have. */
type Functions = Pick<
  typeof ai7,
  | 'experimental_generateSpeech'
  | 'experimental_generateVideo'
  | 'experimental_transcribe'
  | 'generateImage'
  | 'generateText'
  | 'rerank'
>;

interface Major {
  name: string;
  ai: Functions;
  createQwen: typeof createQwen7;
  /** Kinds of models that this AI SDK has no function for. */
  lacks: string[];
}

// The jobs are written in the types of 7.
const major = (name: string, ai: object, createQwen: unknown, lacks: string[] = []) =>
  ({ name, ai, createQwen, lacks }) as Major;

const majors = [
  major('ai 4', { ...ai4, generateImage: ai4.experimental_generateImage }, createQwen4, ['a video', 'a ranking']),
  major('ai 5', { ...ai5, generateImage: ai5.experimental_generateImage }, createQwen5, ['a video', 'a ranking']),
  major('ai 6', ai6, createQwen6),
  major('ai 7', ai7, createQwen7),
];

const key = 'sk-0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const poll = { qwen: { pollInterval: 1 } };

/** An image that is too large for a request. */
function largeImage(): Uint8Array {
  const bytes = new Uint8Array(8_000_000);
  bytes.set(pngHead(640, 480));
  return bytes;
}

const jobs: Record<string, (qwen: Qwen, ai: Functions) => Promise<unknown>> = {
  async 'an image in the answer'(qwen, ai) {
    const { image } = await ai.generateImage({ model: qwen.image('qwen-image-2.0'), prompt: 'A cat' });
    return image.base64;
  },
  async 'an image of a task'(qwen, ai) {
    const model = qwen.image('wan2.2-t2i-flash');
    const { image } = await ai.generateImage({ model, prompt: 'A cat', providerOptions: poll });
    return image.base64;
  },
  async 'a video'(qwen, ai) {
    const model = qwen.video('wan2.7-t2v');
    const { video } = await ai.experimental_generateVideo({
      model,
      prompt: 'A cat',
      duration: 5,
      providerOptions: poll,
    });
    return video.base64;
  },
  async 'a speech'(qwen, ai) {
    const { audio } = await ai.experimental_generateSpeech({
      model: qwen.speech('qwen3-tts-flash'),
      text: 'Good morning!',
    });
    return audio.base64;
  },
  async 'a transcript'(qwen, ai) {
    const audio = spoken('The tide comes in at noon.', 16_000);
    const model = qwen.transcription('fun-asr');
    return (await ai.experimental_transcribe({ model, audio, providerOptions: poll })).segments;
  },
  async 'an upload into the temporary store'(qwen, ai) {
    const model = qwen('qwen-vl-plus', { upload: 'auto' });
    // AI SDK 4 has another name for the type.
    const types = { mediaType: 'image/png', mimeType: 'image/png' };
    const content = [{ type: 'file' as const, data: largeImage(), ...types }];
    return (await ai.generateText({ model, messages: [{ role: 'user', content }] })).text;
  },
  async 'a file'(qwen) {
    const { id } = await qwen.files.upload(new TextEncoder().encode('Tea grows on hills.'), { filename: 'tea.txt' });
    const { files } = await qwen.files.list();
    await qwen.files.delete(id);
    return [id, files];
  },
  async 'an answer that goes on'(qwen, ai) {
    const model = qwen.responses('qwen-plus');
    const first = await ai.generateText({ model, prompt: 'My name is Ada.' });
    const previousResponseId = first.response.id;
    const second = await ai.generateText({
      model,
      prompt: 'My name?',
      providerOptions: { qwen: { previousResponseId } },
    });
    return [first.text, second.text];
  },
  async 'a ranking'(qwen, ai) {
    const documents = ['The sky is blue.', 'Tea is green.'];
    return (await ai.rerank({ model: qwen.reranking('qwen3-rerank'), query: 'Tea', documents })).ranking;
  },
  async vectors(qwen) {
    const contents = [{ text: 'A boat' }, { image: pngHead(64, 48) }];
    return (await qwen.embedContents({ model: 'qwen3-vl-embedding', contents })).embeddings;
  },
  async 'an application'(qwen, ai) {
    const model = qwen.application('agent-1') as never;
    const first = await ai.generateText({ model, prompt: 'My name is Ada.' });
    const second = await ai.generateText({ model, prompt: 'My name?' });
    return [first.text, second.text, second.finishReason];
  },
  async 'a batch'(qwen) {
    const options = { model: 'qwen-plus', prompts: ['One', 'Two', 'Three'], pollInterval: 1 };
    const results = await collect(qwen.batch('recorded', options));
    return results.map((result) => [result.index, result.status, 'text' in result && result.text]).sort();
  },
};

async function doAll({ ai, createQwen, lacks }: Major, emulator: Emulator): Promise<Record<string, unknown>> {
  const { url } = await emulator.listen();
  const qwen = createQwen({ apiKey: key, baseURL: `${url}/compatible-mode/v1` });
  const results: Record<string, unknown> = {};
  for (const [name, run] of Object.entries(jobs)) if (!lacks.includes(name)) results[name] = await run(qwen, ai);
  await emulator.close();
  return results;
}

test.each(majors)(
  'media, files, tasks, applications and batches of $name are made again from their recording',
  { timeout: 300_000 },
  async (given) => {
    const folder = join(root, given.name.replace(' ', ''));
    const service = strictEmulator({ taskDelay: { polls: 2 } });
    const { url: to } = await service.listen();
    const recorded = await doAll(given, createEmulator({ forward: { to, record: await recordInto(folder) } }));
    await service.close();
    const files = readdirSync(folder);
    expect(files.length).toBeGreaterThan(20);
    for (const file of files) expect(readFileSync(join(folder, file), 'utf8')).not.toContain(key);
    const replay = createEmulator({ replay: await loadRecording(folder) });
    const replayed = await doAll(given, replay);
    expect(Object.keys(replayed)).toEqual(Object.keys(jobs).filter((name) => !given.lacks.includes(name)));
    for (const name of Object.keys(recorded)) expect({ [name]: replayed[name] }).toEqual({ [name]: recorded[name] });
    expect(replay.calls.filter(({ status }) => status === 404)).toEqual([]);
  },
);
