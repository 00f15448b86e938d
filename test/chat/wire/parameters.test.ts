import { generateText } from 'ai';
import type { QwenProvider } from 'ai-sdk-qwen';
import { expect, test } from 'vitest';
import { nativeQwen } from '../../support/native-service.js';
import { recordedQwen } from '../../support/recorder.js';

test.each<[string, () => ReturnType<typeof nativeQwen>, (qwen: QwenProvider) => ReturnType<QwenProvider['chat']>]>([
  ['a chat', recordedQwen, (qwen) => qwen('qwen-plus')],
  ['a chat over the native protocol', nativeQwen, (qwen) => qwen.dashscope('qwen-plus')],
  ['a completion', recordedQwen, (qwen) => qwen.completion('qwen-coder-turbo')],
])('%s sends all settings of the AI SDK under the names of the service', async (_name, connect, modelOf) => {
  const { qwen, calls } = connect();
  const { warnings } = await generateText({
    model: modelOf(qwen),
    prompt: 'Hi',
    temperature: 0.3,
    topP: 0.9,
    topK: 30,
    maxTokens: 100,
    seed: 7,
    stopSequences: ['END', 'STOP'],
    presencePenalty: 0.5,
    headers: { 'X-Trace': 'abc' },
  });
  const { body, headers } = calls[0]!;
  const {
    messages: _messages,
    prompt: _prompt,
    model: _model,
    result_format: _format,
    ...sent
  } = body.parameters ?? body;
  expect(sent).toEqual({
    temperature: 0.3,
    top_p: 0.9,
    top_k: 30,
    max_tokens: 100,
    seed: 7,
    stop: ['END', 'STOP'],
    presence_penalty: 0.5,
  });
  expect(headers).toMatchObject({ 'x-trace': 'abc', 'content-type': 'application/json' });
  expect(warnings).toEqual([]);
});
