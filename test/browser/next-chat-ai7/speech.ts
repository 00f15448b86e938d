import { writeFile } from 'node:fs/promises';
import { experimental_generateSpeech as generateSpeech } from 'ai';
import { expect, test } from 'vitest';
import { createEmulator } from '../../../src/emulator/index.js';
import { createQwen } from '../../../src/index.js';
import type { AppUnderTest } from '../app.js';
import { button, message, patience, see, send, slow } from '../chat/page.js';

/** Makes the sound of the fake microphone: words that the emulator speaks, and recognises later. */
export async function writeRecording(path: string): Promise<void> {
  const qwen = createQwen({ apiKey: 'sk-test', fetch: createEmulator().fetch });
  const { audio } = await generateSpeech({ model: qwen.speech('qwen3-tts-flash'), text: 'Why is the sky blue?' });
  await writeFile(path, audio.uint8Array);
}

export function testSpeech(app: AppUnderTest): void {
  const spoken = async () =>
    (await app.emulator.calls()).flatMap(({ body }) => {
      const { text } = (body as { input?: { text?: string } }).input ?? {};
      return text === undefined ? [] : [text.trim()];
    });

  test('an answer is read aloud without its code and marks, and can be silenced', async () => {
    await app.emulator.answerNext({
      text: 'The **tide** comes in.\n\n```js\nlet a;\n```\n\nAt [noon](https://example.com).',
    });
    const page = await app.open();
    await send(page, 'When?');
    await see(page, 'The tide comes in.');
    await button(page, 'Read aloud').last().waitFor();
    await conversationButton(page).click();
    await button(page, 'Stop reading').waitFor();
    await expect
      .poll(async () => (await spoken()).join(' ').replaceAll(/\s+/g, ' '), patience)
      .toBe('The tide comes in. At noon.');
    await button(page, 'Stop reading').click();
    await expect.poll(() => button(page, 'Stop reading').count(), patience).toBe(0);
  });

  test('an answer is read aloud while it is still being written', async () => {
    await app.emulator.answerNext({
      ...slow,
      deltas: ['One sentence.\n', 'Another one', ' that comes late.', ' The end.'],
    });
    const page = await app.open();
    await button(page, 'Read aloud').click();
    await send(page, 'Why?');
    await expect.poll(async () => (await spoken())[0], patience).toBe('One sentence.');
    await button(page, 'Stop').waitFor();
    expect(await page.getByText('The end.').count()).toBe(0);
    await see(page, 'The end.');
    await expect.poll(async () => (await spoken()).join(' '), patience).toContain('The end.');
  });

  test('speech that fails says why, and is tried again', async () => {
    const page = await app.open();
    await send(page, 'Hello');
    await button(page, 'Answer again').waitFor();
    await app.emulator.failNext('input-inspection');
    await conversationButton(page).click();
    await page.getByText('The content filter refused').waitFor();
    await conversationButton(page).click();
    await expect.poll(async () => (await spoken()).length, patience).toBeGreaterThan(0);
    expect(await page.getByText('The content filter refused').count()).toBe(0);
    await page.context().setOffline(true);
    await button(page, 'Stop reading').click();
    await conversationButton(page).click();
    await page.getByText('The server cannot be reached.').waitFor();
  });

  test('a spoken question is written into the message', async () => {
    const page = await app.open({ permissions: ['microphone'] });
    // What cleans and compresses a voice would blur the tones that the emulator speaks in.
    await page.evaluate(() => {
      const { mediaDevices } = navigator;
      const listen = mediaDevices.getUserMedia.bind(mediaDevices);
      const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      mediaDevices.getUserMedia = () => listen({ audio });
      const Recorder = MediaRecorder;
      globalThis.MediaRecorder = class extends Recorder {
        constructor(stream: MediaStream) {
          super(stream, { mimeType: 'audio/webm;codecs=pcm' });
        }
      };
    });
    await button(page, 'Speak').click();
    await button(page, 'Stop recording').waitFor();
    await page.waitForTimeout(6000);
    await button(page, 'Stop recording').click();
    await expect.poll(() => message(page).inputValue(), patience).toMatch(/sky blue/i);
  });

  test('the chat says that there is no microphone', async () => {
    const page = await app.open();
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('none'));
    });
    await button(page, 'Speak').click();
    await page.getByText('The browser gives no access to the microphone.').waitFor();
  });
}

const conversationButton = (page: Parameters<typeof button>[0]) =>
  page.getByRole('listitem').getByRole('button', { name: 'Read aloud' });
