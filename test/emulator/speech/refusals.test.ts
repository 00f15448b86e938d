import { failures } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { modelOf, speechCases, unknownVoice } from '../../../src/command/verify/refusals/speech.js';
import { strictEmulator } from '../../support/strict-emulator.js';
import { send } from '../../support/emulator-requests.js';
import { BASE, cosy, enginePath, post, qwen, multimodalPath, stream } from '../../support/speech-requests.js';

const SINGAPORE = 'https://dashscope-intl.aliyuncs.com/api/v1';

describe('the refusals of speech', () => {
  test.each(speechCases)(
    'speech is refused by $rule: $body.model on $path, $message',
    async ({ path, body, base, code, message }) => {
      const emulator = strictEmulator();
      expect(await post(emulator, path, body, base)).toEqual({
        status: 400,
        json: { code: code ?? 'InvalidParameter', message, request_id: expect.any(String) },
      });
      expect(emulator.creations.speech).toBe(0);
    },
  );

  test('every rule of speech has a case', () => {
    const rules = failures.map(({ name }) => name as string).filter((name) => name.startsWith('speech-'));
    expect([...new Set(speechCases.map(({ rule }) => rule))].sort()).toEqual(rules.sort());
  });

  test('refusals of a stream come as a frame under HTTP 200', async () => {
    const [frame, ...rest] = await stream(strictEmulator(), multimodalPath, qwen('Hello', { voice: 'Nobody' }));
    expect([frame.code, frame.message, rest]).toEqual(['InvalidParameter', unknownVoice, []]);
  });

  test('the key is checked first, then the model', async () => {
    const emulator = strictEmulator();
    for (const path of [multimodalPath, enginePath]) {
      const response = await send(emulator, modelOf('qwen3-tts-flash'), { base: BASE, path, key: null });
      expect([response.status, (await response.json()).code]).toEqual([401, 'InvalidApiKey']);
    }
    const nowhere = await post(emulator, multimodalPath, modelOf('qwen-tts'), SINGAPORE);
    expect([nowhere.status, nowhere.json.code]).toEqual([404, 'ModelNotFound']);
  });

  // Measured in Sep 2026.
  test('refusals of speech have no reason on a workspace host', async () => {
    const base = 'https://llm-abc.cn-beijing.maas.aliyuncs.com/api/v1';
    const refused = await post(strictEmulator(), enginePath, cosy('Hello', { voice: 'nobody_v2' }), base);
    expect(refused).toEqual({ status: 400, json: {} });
    expect((await post(strictEmulator(), enginePath, cosy('Hello'), base)).status).toBe(200);
  });

  test('inputs that the service of Aug 2026 took are not refused', async () => {
    const emulator = strictEmulator({ speech: { maxCharacters: 5_000 } });
    expect((await post(emulator, multimodalPath, qwen('a'.repeat(5_000)))).status).toBe(200);
    expect((await post(emulator, multimodalPath, qwen('a'.repeat(5_001)))).json.message).toContain('[0, 5000]');
  });
});
