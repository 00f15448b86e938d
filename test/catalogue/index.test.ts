import { chatModels, type QwenChatModel } from 'ai-sdk-qwen/models';
import { createQwen, type QwenChatModelId } from 'ai-sdk-qwen';
import { expect, expectTypeOf, test } from 'vitest';

const named = (id: string) => chatModels.find((model) => model.id === id);

test('the list of chat models says what each takes', () => {
  expect(named('qwen3-vl-plus')).toMatchObject({
    kind: 'vision',
    inputs: ['text', 'image', 'video'],
    thinking: 'hybrid',
    tools: true,
  });
  expect(named('qwen-max')).toMatchObject({ kind: 'chat', inputs: ['text'], thinking: 'none' });
  expect(named('qwq-plus')).toMatchObject({ thinking: 'always' });
});

test('the list has each model once, the newest first', () => {
  const ids = chatModels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.indexOf('qwen3.8-max')).toBeLessThan(ids.indexOf('qwen-plus'));
});

test('what is not known of a model is absent, not false', () => {
  expect(named('qwen3.8-2.4t-a95b')?.inputs).toBeUndefined();
  expect(named('qwen3-vl-plus')?.thinksByDefault).toBeUndefined();
  expect(named('qwen-plus')?.thinksByDefault).toBe(false);
});

test('ids of the list are those that a provider takes', () => {
  expectTypeOf<QwenChatModel['id']>().toExtend<QwenChatModelId>();
  expect(createQwen()(chatModels[0]!.id).modelId).toBe(chatModels[0]!.id);
});
