// Images, videos, sounds, files, uploads, tasks and batches, recorded through an emulator that passes the calls on to
// another one, and made again from the recording, without a service.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  experimental_generateVideo,
  experimental_transcribe,
  generateImage,
  generateSpeech,
  generateText,
  rerank,
} from 'ai7';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { createEmulator, loadRecording, recordInto, type Emulator } from 'ai-sdk-qwen/emulator';
import { afterAll, expect, test } from 'vitest';
import { collect } from '../../support/batch-jobs.js';
import { pngHead } from '../../support/png.js';
import { spoken } from '../../support/recognition-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

const root = mkdtempSync(join(tmpdir(), 'recording-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

type Qwen = ReturnType<typeof createQwen>;

const poll = { qwen: { pollInterval: 1 } };

/** An image that is too large for a request. */
function largeImage(): Uint8Array {
  const bytes = new Uint8Array(8_000_000);
  bytes.set(pngHead(640, 480));
  return bytes;
}

const jobs: Record<string, (qwen: Qwen) => Promise<unknown>> = {
  async 'an image in the answer'(qwen) {
    const { image } = await generateImage({ model: qwen.image('qwen-image-2.0'), prompt: 'A cat' });
    return image.base64;
  },
  async 'an image of a task'(qwen) {
    const model = qwen.image('wan2.2-t2i-flash');
    const { image } = await generateImage({ model, prompt: 'A cat', providerOptions: poll });
    return image.base64;
  },
  async 'a video'(qwen) {
    const model = qwen.video('wan2.7-t2v');
    const { video } = await experimental_generateVideo({ model, prompt: 'A cat', duration: 5, providerOptions: poll });
    return video.base64;
  },
  async 'a speech'(qwen) {
    const { audio } = await generateSpeech({ model: qwen.speech('qwen3-tts-flash'), text: 'Good morning!' });
    return audio.base64;
  },
  async 'a transcript'(qwen) {
    const audio = spoken('The tide comes in at noon.', 16_000);
    const model = qwen.transcription('fun-asr');
    return (await experimental_transcribe({ model, audio, providerOptions: poll })).segments;
  },
  async 'an upload into the temporary store'(qwen) {
    const model = qwen('qwen-vl-plus', { upload: 'auto' });
    const content = [{ type: 'file' as const, data: largeImage(), mediaType: 'image/png' }];
    return (await generateText({ model, messages: [{ role: 'user', content }] })).text;
  },
  async 'a file'(qwen) {
    const { id } = await qwen.files.upload(new TextEncoder().encode('Tea grows on hills.'), { filename: 'tea.txt' });
    const { files } = await qwen.files.list();
    await qwen.files.delete(id);
    return [id, files];
  },
  async 'an answer that goes on'(qwen) {
    const model = qwen.responses('qwen-plus');
    const first = await generateText({ model, prompt: 'My name is Ada.' });
    const previousResponseId = first.response.id;
    const second = await generateText({ model, prompt: 'My name?', providerOptions: { qwen: { previousResponseId } } });
    return [first.text, second.text];
  },
  async 'a ranking'(qwen) {
    const documents = ['The sky is blue.', 'Tea is green.'];
    return (await rerank({ model: qwen.reranking('qwen3-rerank'), query: 'Tea', documents })).ranking;
  },
  async 'a batch'(qwen) {
    const options = { model: 'qwen-plus', prompts: ['One', 'Two', 'Three'], pollInterval: 1 };
    const results = await collect(qwen.batch('recorded', options));
    return results.map((result) => [result.index, result.status, 'text' in result && result.text]).sort();
  },
};

async function doAll(emulator: Emulator): Promise<Record<string, unknown>> {
  const { url } = await emulator.listen();
  const qwen = createQwen({ apiKey: 'sk-test-key', baseURL: `${url}/compatible-mode/v1` });
  const results: Record<string, unknown> = {};
  for (const [name, run] of Object.entries(jobs)) results[name] = await run(qwen);
  await emulator.close();
  return results;
}

test('media, files, tasks and batches are made again from their recording', { timeout: 300_000 }, async () => {
  const service = strictEmulator({ taskDelay: { polls: 2 } });
  const { url: to } = await service.listen();
  const recorded = await doAll(createEmulator({ forward: { to, record: await recordInto(root) } }));
  await service.close();
  expect(readdirSync(root).length).toBeGreaterThan(20);
  const replay = createEmulator({ replay: await loadRecording(root) });
  const replayed = await doAll(replay);
  for (const name of Object.keys(jobs)) expect({ [name]: replayed[name] }).toEqual({ [name]: recorded[name] });
  expect(replay.calls.filter(({ status }) => status === 404)).toEqual([]);
});
