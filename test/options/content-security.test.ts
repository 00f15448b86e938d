import { createQwen } from 'ai-sdk-qwen';
import { generateText } from 'ai';
import { expect, test, vi } from 'vitest';
import { strictEmulator } from '../support/strict-emulator.js';

// zod finds out whether it can compile checks by calling `new Function`, which a page without 'unsafe-eval' reports:
// https://github.com/colinhacks/zod/issues/4461
test('options are checked without compiling code', async () => {
  const compiled: unknown[] = [];
  const { fetch } = strictEmulator();
  const qwen = createQwen({ apiKey: 'sk-test', fetch });
  vi.stubGlobal(
    'Function',
    new Proxy(Function, {
      construct(_target, source) {
        compiled.push(source);
        throw new EvalError("Refused to evaluate a string as JavaScript because 'unsafe-eval' is not allowed.");
      },
    }),
  );
  try {
    const { text } = await generateText({
      model: qwen('qwen-plus', { enableThinking: false }),
      messages: [{ role: 'user', content: 'Hi', providerOptions: { qwen: { cacheControl: { type: 'ephemeral' } } } }],
    });
    expect(text).not.toBe('');
    expect(compiled).toEqual([]);
  } finally {
    vi.unstubAllGlobals();
  }
});
