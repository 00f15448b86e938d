import { expect, test } from 'vitest';
import { describeRecorded, listRecordings, readRecording } from '../../support/recordings.js';
import type { Json } from '../../support/emulator-requests.js';
import { embeddingPath, multimodalPath, post, readPackets, textPath } from '../../support/native-emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const FOLDER = 'dashscope-native';
const KINDS = /^(?:single-|conversation-|multimodal-|parameter-error|text-embedding)/;

/** Recorded requests that the emulator refuses, with the reason. */
const unknown: Record<string, string> = {
  'multimodal-generation-audio-nosse': 'qwen-audio-turbo: retired, and not in the catalogue of May 2026',
  'multimodal-generation-audio-sse': 'qwen-audio-turbo: retired, and not in the catalogue of May 2026',
};

const pathOf = (name: string) =>
  name.startsWith('multimodal-') ? multimodalPath : name.startsWith('text-embedding') ? embeddingPath : textPath;

describeRecorded('recorded native requests', () => {
  const names = listRecordings(FOLDER)
    .filter((file) => KINDS.test(file) && file.endsWith('.request.body.json'))
    .map((file) => file.replace('.request.body.json', ''));

  test('all recorded native requests are here', () => {
    expect(names.length).toBeGreaterThanOrEqual(28);
    expect(Object.keys(unknown).filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each(names)('the recorded native request %s is accepted or refused as recorded', async (name) => {
    const body = readRecording(`${FOLDER}/${name}.request.body.json`);
    // Some were recorded with a byte order mark in front; a client sends none.
    const request = JSON.parse(body.replace(/^\uFEFF/, ''));
    // The header file of the error is that of another request: its answer is a stream.
    const accept = name.endsWith('-sse') ? 'text/event-stream' : '*/*';
    const asked = { base: 'https://dashscope.aliyuncs.com/api/v1', path: pathOf(name), headers: { accept } };
    const response = await post(strictEmulator(), request, asked);
    const text = await response.text();
    if (name in unknown) {
      expect(text).toContain('"code":"ModelNotFound"');
      return;
    }
    expect(response.status).toBe(200);
    const recorded = readRecording(`${FOLDER}/${name}.response.body.txt`).replace(/^\uFEFF/, '');
    if (accept === '*/*') {
      expect(shapeOf(JSON.parse(text))).toEqual(shapeOf(JSON.parse(recorded)));
      return;
    }
    const packets = readPackets(text);
    // Some recordings lost the blank lines between their events.
    const events = [...recorded.matchAll(/^event:(\w+)\n:(HTTP_STATUS\/\d+)\ndata:(.*)$/gm)];
    expect([packets[0]!.event, packets[0]!.comment]).toEqual(events[0]!.slice(1, 3));
    if (packets[0]!.event === 'error') {
      const { code, message } = JSON.parse(events[0]![3]!);
      expect(packets[0]!.data).toMatchObject({ code, message });
      return;
    }
    expect(shapeOf(packets.at(-1)!.data)).toEqual(shapeOf(JSON.parse(events.at(-1)![3]!)));
  });
});

/** The fields of an answer, of its choice and of its content. */
function shapeOf({ output }: Json): object {
  const [choice] = output.choices ?? [];
  const content = choice?.message.content;
  return {
    output: Object.keys(output).sort(),
    choice: Object.keys(choice ?? {}).sort(),
    message: Object.keys(choice?.message ?? {}).sort(),
    content: Array.isArray(content) ? content.map((item) => Object.keys(item).sort()) : typeof content,
    finish: choice?.finish_reason ?? output.finish_reason,
  };
}
