import { createEmulator } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { majors } from '../../support/majors/index.js';
import { generateText } from 'ai7';
import { createQwen } from 'ai-sdk-qwen/ai7';

describe.each(majors)('$name against the emulator', ({ connect }) => {
  test('a loop with a tool gives the same, whole and streamed, and nothing sent is ignored', async () => {
    const emulator = createEmulator();
    const qwen = connect({ apiKey: 'sk-test', fetch: emulator.fetch }, 'responses');
    const ask = {
      modelId: 'qwen3.7-plus',
      prompt: 'How is the weather in Rome?',
      tools: ['weather' as const],
      steps: 3,
    };
    const whole = await qwen.whole(ask);
    expect(whole.steps).toMatchObject([
      { calls: [{ name: 'weather' }], results: [{ sky: 'clear' }], finishReason: 'tool-calls' },
      { text: expect.stringContaining('clear'), finishReason: 'stop' },
    ]);
    const { result, errors } = await qwen.stream(ask);
    expect(errors).toEqual([]);
    const said = ({ steps }: typeof whole) => steps.map(({ text, reasoning }) => [text, reasoning]);
    expect(result && said(result)).toEqual(said(whole));
    expect(result?.usage).toEqual(whole.usage);
    expect(emulator.calls.map(({ status, warnings }) => [status, warnings])).toEqual(
      Array.from({ length: 4 }, () => [200, []]),
    );
  });
});

test('an answer that is not stored cannot be continued', async () => {
  const qwen = createQwen({ apiKey: 'sk-test', fetch: createEmulator().fetch });
  const options = { previousResponseId: 'resp_no' };
  const asked = generateText({ model: qwen.responses('qwen3.7-plus', options), prompt: 'Who am I?' });
  await expect(asked).rejects.toThrow('Not found previous_response_id: resp_no');
});
