import { describe, expect, expectTypeOf, test } from 'vitest';
import { fillInModels } from '../../src/catalogue/coder.js';
import {
  type ChatModelId,
  type CompletionModelId,
  capabilitiesOf,
  unknownModel,
  models,
} from '../../src/catalogue/models.js';
import { families, type KnownChatModelId } from '../../src/catalogue/families.js';
import { modelsTable } from '../docs/fill/models.js';

/** Ids of the service's pages and of promptfoo's alibaba provider, written by hand. */
const documented = `
  qwen3.8-max qwen3.8-max-0902 qwen3.8-flash qwen3.8-27b qwen3.8-2.4t-a95b qwen3.8-omni-flash
  qwen3.7-flash qwen3.7-flash-2026-07-15 qwen3.7-max qwen3.7-max-2026-05-17 qwen3.7-max-2026-05-20
  qwen3.7-max-2026-06-08 qwen3.7-plus qwen3.7-plus-2026-05-26 qwen3.7-max-preview qwen3.6-max-preview
  qwen3.6-plus qwen3.6-plus-2026-04-02 qwen3.6-flash qwen3.6-flash-2026-04-16 qwen3.6-35b-a3b qwen3.6-27b
  qwen3.5-plus qwen3.5-plus-2026-02-15 qwen3.5-flash qwen3.5-flash-2026-02-23 qwen3.5-397b-a17b
  qwen3.5-122b-a10b qwen3.5-35b-a3b qwen3.5-27b qwen3-max qwen3-max-2025-09-23 qwen3-max-2026-01-23
  qwen3-max-preview qwen-max qwen-max-latest qwen-max-2025-01-25 qwen-plus qwen-plus-latest qwen-plus-us
  qwen-plus-2025-01-25 qwen-plus-0112 qwen-plus-1220 qwen-flash qwen-flash-2025-07-28 qwen-flash-us
  qwen-turbo qwen-turbo-latest qwen-turbo-2024-11-01 qwen-turbo-2025-04-28 qwen3-235b-a22b qwen3-32b
  qwen3-30b-a3b qwen3-14b qwen3-8b qwen3-4b qwen3-1.7b qwen3-0.6b qwen3-235b-a22b-instruct-2507
  qwen3-30b-a3b-instruct-2507 qwen3-235b-a22b-thinking-2507 qwen3-30b-a3b-thinking-2507
  qwen3-next-80b-a3b-instruct qwen3-next-80b-a3b-thinking qwq-plus qwq-plus-latest qwq-plus-2025-03-05
  qwq-32b qvq-max qvq-max-latest qvq-plus qwen3-vl-plus qwen3-vl-plus-2025-09-23 qwen3-vl-plus-2025-12-19
  qwen3-vl-flash qwen3-vl-flash-2025-10-15 qwen3-vl-235b-a22b-instruct qwen3-vl-32b-instruct
  qwen3-vl-30b-a3b-instruct qwen3-vl-8b-instruct qwen3-vl-235b-a22b-thinking qwen3-vl-32b-thinking
  qwen3-vl-30b-a3b-thinking qwen3-vl-8b-thinking qwen-vl-max qwen-vl-max-latest qwen-vl-plus
  qwen-vl-plus-latest qwen2.5-vl-72b-instruct qwen2.5-vl-32b-instruct qwen2.5-vl-7b-instruct
  qwen2.5-vl-3b-instruct qwen-vl-ocr qwen-vl-ocr-latest qwen-vl-ocr-2025-11-20 qwen-vl-ocr-2025-08-28
  gui-plus gui-plus-2026-02-26 qwen3.5-omni-plus qwen3.5-omni-flash qwen3-omni-flash
  qwen3-omni-30b-a3b-captioner qwen-omni-turbo qwen-omni-turbo-latest qwen2.5-omni-7b qwen3-coder-plus
  qwen3-coder-plus-2025-07-22 qwen3-coder-plus-2025-09-23 qwen3-coder-flash qwen3-coder-flash-2025-07-28
  qwen3-coder-next qwen3-coder-480b-a35b-instruct qwen3-coder-30b-a3b-instruct qwen-coder-plus
  qwen-coder-turbo qwen2.5-coder-32b-instruct qwen-math-plus qwen-math-plus-latest qwen-math-turbo
  qwen2.5-math-72b-instruct qwen-mt-plus qwen-mt-flash qwen-mt-lite qwen-mt-turbo qwen-long
  qwen-long-latest qwen-long-2025-01-25 qwen-doc-turbo qwen-deep-research qwen-plus-character
  qwen-flash-character tongyi-intent-detect-v3 qwen2.5-72b-instruct qwen2.5-32b-instruct
  qwen2.5-14b-instruct qwen2.5-7b-instruct qwen2.5-14b-instruct-1m qwen2.5-7b-instruct-1m
  qwen2-72b-instruct qwen2-57b-a14b-instruct qwen2-7b-instruct qwen1.5-110b-chat qwen1.5-72b-chat
  qwen1.5-32b-chat qwen1.5-14b-chat qwen1.5-7b-chat qwen3.5-ocr deepseek-v4.1-flash
  deepseek-v4-pro-0813 deepseek-v4-flash-0731 deepseek-v4-pro deepseek-v4-flash deepseek-v3.2
  deepseek-v3.1 deepseek-r1 deepseek-r1-0528 deepseek-v3 kimi-k3 kimi-k2.7-code kimi-k2.6 kimi-k2.5
  kimi-k2-thinking kimi/kimi-k3 kimi/kimi-k2.7-code glm-5.3 glm-5.2 ZHIPU/GLM-5.3 glm-5.1
  glm-5 glm-4.7 glm-4.6 glm-4.5 MiniMax-M2.5 MiniMax-M2.1
`
  .trim()
  .split(/\s+/);

describe('rows', () => {
  test.each(documented)('%s is in the catalogue', (id) => {
    expect(models().has(id)).toBe(true);
  });

  test('an id is in one family only', () => {
    const ids = families.flatMap((family) => family.ids);
    expect(ids.length).toBe(new Set(ids).size);
    expect(models().size).toBe(ids.length);
  });

  test('limits of every model fit into its context window', () => {
    for (const { ids, capabilities } of families) {
      const { contextWindow = Infinity, maxInputTokens = 0, maxOutputTokens = 0 } = capabilities;
      expect(Math.max(maxInputTokens, maxOutputTokens), ids[0]).toBeLessThanOrEqual(contextWindow);
    }
  });

  test('models that only think, speak or listen always stream, save the newest and foreign ones', () => {
    const streamed = [...models()].filter(([, row]) => row.streamOnly).map(([id]) => id);
    expect(streamed).toEqual([
      'qwen3-next-80b-a3b-thinking',
      'qwen3-235b-a22b-thinking-2507',
      'qwen3-30b-a3b-thinking-2507',
      'qwen3-vl-235b-a22b-thinking',
      'qwen3-vl-32b-thinking',
      'qwen3-vl-30b-a3b-thinking',
      'qwen3-vl-8b-thinking',
      'qwq-plus',
      'qwq-plus-latest',
      'qwq-plus-2025-03-05',
      'qwq-32b',
      'qvq-max',
      'qvq-max-latest',
      'qvq-plus',
      'qwen3.5-omni-plus',
      'qwen3.5-omni-plus-2026-03-15',
      'qwen3.5-omni-flash',
      'qwen3.5-omni-flash-2026-03-15',
      'qwen3-omni-flash',
      'qwen3-omni-flash-2025-12-01',
      'qwen3-omni-flash-2025-09-15',
      'qwen-omni-turbo',
      'qwen-omni-turbo-latest',
      'qwen2.5-omni-7b',
      'qwen3-omni-30b-a3b-captioner',
      'qwen-deep-research',
    ]);
  });

  test.each(['qwen-plus', 'qwen-turbo', 'qwen-flash', 'qwen3-8b', 'qwen3-235b-a22b', 'qwen3-vl-plus'])(
    '%s thinks in streams only',
    (id) => expect(capabilitiesOf(id)).toMatchObject({ thinking: 'hybrid', thinkingNeedsStream: true }),
  );

  test.each(['qwen3-max', 'qwen3.5-plus', 'qwen3.6-plus', 'qwen3.7-max', 'qwen3.8-max', 'deepseek-v4-pro'])(
    '%s thinks with and without a stream',
    (id) => {
      expect(capabilitiesOf(id).thinking).toBe('hybrid');
      expect(capabilitiesOf(id).thinkingNeedsStream).toBeUndefined();
    },
  );

  test('tools are denied only to the models that the service refuses them for', () => {
    const without = new Set(
      families.filter(({ capabilities }) => capabilities.tools === false).map((one) => one.capabilities.kind),
    );
    expect([...without].sort()).toEqual(['coder', 'document', 'math', 'ocr', 'translation', 'vision']);
    expect(capabilitiesOf('qwen-coder-turbo').tools).toBe(false);
    expect(capabilitiesOf('qwen-coder-plus').tools).toBeUndefined();
    expect(capabilitiesOf('qwen-vl-max').tools).toBe(false);
    expect(capabilitiesOf('qwen3-vl-plus').tools).toBe(true);
    expect(capabilitiesOf('qwen-turbo').tools).toBe(true);
  });

  test('json_schema is for the models that the structured output pages name', () => {
    const schema = [...models()].filter(([, row]) => row.json === 'schema').map(([id]) => id);
    expect(schema).toEqual([
      'qwen3.8-max',
      'qwen3.8-max-0902',
      'qwen3.8-flash',
      'qwen3.7-max',
      'qwen3.7-max-2026-05-20',
      'qwen3.7-max-2026-06-08',
      'qwen3.7-plus',
      'qwen3.7-plus-2026-05-26',
      'qwen3.7-flash',
      'qwen3.7-flash-2026-07-15',
      'qwen3-max',
      'qwen3-max-2026-01-23',
      'qwen3-max-2025-09-23',
      'qwen-plus',
      'qwen-plus-latest',
      'qwen-plus-2025-12-01',
      'qwen-plus-2025-09-11',
      'qwen-plus-2025-07-28',
      'qwen-flash',
      'qwen-flash-2025-07-28',
      'deepseek-v3.2',
    ]);
    const none = new Set([...models()].filter(([, row]) => row.json === 'none').map(([, row]) => row.kind));
    expect([...none].sort()).toEqual(['audio', 'math', 'omni', 'reasoning', 'translation', 'visual reasoning']);
  });

  test('qwen-mt takes one user message; two of the models repeat the text so far', () => {
    const translators = [...models()].filter(([, row]) => row.kind === 'translation');
    expect(translators.map(([id, row]) => [id, row.singleUserMessage, row.cumulativeStream])).toEqual([
      ['qwen-mt-plus', true, true],
      ['qwen-mt-turbo', true, true],
      ['qwen-mt-flash', true, undefined],
      ['qwen-mt-lite', true, undefined],
      ['qwen-mt-lite-us', true, undefined],
    ]);
  });

  test('the native service of a Qwen model follows its inputs', () => {
    for (const [id, { kind, inputs, endpoint }] of models()) {
      if (endpoint === undefined || inputs === undefined || kind === 'third party') continue;
      const sees = inputs.some((input) => input === 'image' || input === 'audio');
      expect(endpoint, id).toBe(sees ? 'multimodal' : 'text');
    }
    expect(capabilitiesOf('qwen3.6-plus').endpoint).toBe('multimodal');
    expect(capabilitiesOf('qwen3.7-max').endpoint).toBe('text');
  });
});

describe('ids that are not in the catalogue', () => {
  test('a snapshot gets what its model shares, without limits, inputs and denials', () => {
    expect(capabilitiesOf('qwen-plus-2027-01-01')).toEqual({
      kind: 'chat',
      endpoint: 'text',
      thinking: 'hybrid',
      thinkingNeedsStream: true,
      maxThinkingTokens: 81_920,
      tools: true,
      webSearch: true,
      partial: true,
      cache: true,
      json: 'schema',
    });
    expect(capabilitiesOf('qwen-vl-max-0408')).toEqual({
      kind: 'vision',
      endpoint: 'multimodal',
      json: 'object',
      partial: true,
      cache: true,
    });
  });

  test.each([
    ['qwen3-vl-plus-2026-12-01', { kind: 'vision', thinking: 'hybrid', thinkingNeedsStream: true }],
    ['qwen3-vl-flash-2025-10-15-us', { kind: 'vision', thinking: 'hybrid', thinkingNeedsStream: true }],
    ['qwen2.5-vl-7b-instruct-awq', { kind: 'vision', endpoint: 'multimodal' }],
    ['qwen3-8b-gptq-int4', { kind: 'chat', thinking: 'hybrid', thinkingNeedsStream: true }],
    ['qwen3-max-2027-01-01', { kind: 'chat', thinking: 'hybrid', json: 'schema' }],
    ['qwen3-max-preview-2027-01-01', { kind: 'chat', thinking: 'hybrid', json: 'object' }],
    ['qwen3.8-max-2027-01-01', { kind: 'chat', reasoningEffort: 'switch', thinkingWithJson: true }],
    ['qwen-mt-plus-2027-01-01', { kind: 'translation', singleUserMessage: true, cumulativeStream: true }],
    ['qwen-deep-research-2025-12-15', { kind: 'research', nativeOnly: true }],
    ['qwq-32b-preview', { kind: 'reasoning', thinking: 'always', streamOnly: true }],
  ])('%s is a copy of a known model', (id, row) => {
    expect(capabilitiesOf(id)).toMatchObject(row);
  });

  test.each([
    ['qwen3.9-plus-2027-01-01', { endpoint: 'multimodal', thinking: 'hybrid', thinksByDefault: true }],
    ['qwen4-max', { kind: 'chat', endpoint: 'text', thinking: 'hybrid', thinksByDefault: true }],
    ['qwen3.5-4b', { kind: 'chat', endpoint: 'multimodal', thinking: 'hybrid' }],
    ['qwen3-72b', { kind: 'chat', endpoint: 'text', thinking: 'hybrid', thinkingNeedsStream: true }],
    ['qwen3-max-thinking', { thinking: 'always', streamOnly: true }],
    ['qwen3-vl-4b-thinking', { kind: 'vision', thinking: 'always', streamOnly: true }],
    ['qwen3-vl-max', { kind: 'vision', thinking: 'hybrid' }],
    ['qwen2-vl-72b-instruct', { kind: 'vision', endpoint: 'multimodal' }],
    ['qwq-max', { kind: 'reasoning', thinking: 'always', streamOnly: true }],
    ['qvq-72b-preview', { kind: 'visual reasoning', thinking: 'always', streamOnly: true }],
    ['qwen4-omni-plus', { kind: 'omni', streamOnly: true }],
    ['qwen4-coder-plus', { kind: 'coder', tools: true }],
    ['qwen-mt-max', { kind: 'translation', singleUserMessage: true }],
    ['qwen2.5-3b-instruct', { kind: 'chat', json: 'object' }],
    ['qwen-72b-chat', { kind: 'chat', endpoint: 'text' }],
    ['deepseek-v5', { kind: 'third party', thinking: 'hybrid' }],
    ['deepseek-r2', { kind: 'third party', thinking: 'always' }],
    ['kimi-k3-thinking', { kind: 'third party', thinking: 'always' }],
    ['glm-6', { kind: 'third party', thinking: 'hybrid', thinksByDefault: true, earlierThinking: 'read' }],
    ['kimi-k4', { kind: 'third party', earlierThinking: 'required' }],
    ['kimi/kimi-k4', { kind: 'third party', thinksByDefault: true, earlierThinking: 'required' }],
    ['siliconflow/deepseek-v4-pro', { kind: 'third party', earlierThinking: 'required' }],
    ['ZHIPU/GLM-6', { kind: 'third party', thinking: 'hybrid' }],
    ['MiniMax-M4', { kind: 'third party', tools: true }],
    ['MiniMax/MiniMax-M4', { kind: 'third party', tools: true }],
  ])('an unlisted id %s belongs to a line of models', (id, row) => {
    expect(capabilitiesOf(id)).toMatchObject(row);
  });

  test.each(['qwen-plus-2024-09-19', 'qwen-plus-0125', 'qwen-turbo-2025-02-11'])(
    '%s is from before Qwen3 and is not taken for a hybrid',
    (id) => expect(capabilitiesOf(id)).toEqual({ kind: 'chat', endpoint: 'text', json: 'object' }),
  );

  test('a copy of any model is refused nothing', () => {
    for (const id of models().keys()) {
      const row = capabilitiesOf(`${id}-2027-01-01`);
      expect(row.kind, id).not.toBe('unknown');
      expect(Object.values(row), id).not.toContain(false);
      expect(row.thinking, id).not.toBe('none');
      const { inputs, contextWindow, maxInputTokens, maxOutputTokens, frames } = row;
      const limits = { inputs, contextWindow, maxInputTokens, maxOutputTokens, frames };
      expect(limits, id).toEqual({});
    }
  });

  test.each(['gpt-4o', 'Qwen-Plus', 'Qwen/Qwen3-8B', 'qwen3:8b', 'tuned', 'constructor', '__proto__', ''])(
    '%j fits no line and gets the least restrictive row, which streams inside',
    (id) => {
      expect(capabilitiesOf(id)).toBe(unknownModel);
      expect(capabilitiesOf(id)).toEqual({ kind: 'unknown', streamOnly: true });
    },
  );
});

describe('types', () => {
  test('known ids are literal types, and any other string is let in', () => {
    expectTypeOf<'qwen-plus'>().toExtend<KnownChatModelId>();
    expectTypeOf<'kimi/kimi-k2.6'>().toExtend<KnownChatModelId>();
    expectTypeOf<'qwen-minus'>().not.toExtend<KnownChatModelId>();
    expectTypeOf<string>().not.toExtend<KnownChatModelId>();
    expectTypeOf<string>().toExtend<ChatModelId>();
    expectTypeOf<string>().toExtend<CompletionModelId>();
    expectTypeOf<'qwen-coder-turbo'>().toExtend<(typeof fillInModels)[number]>();
    expectTypeOf<'qwen-plus'>().not.toExtend<(typeof fillInModels)[number]>();
  });

  test('models that fill in code have a chat row as well', () => {
    expect(fillInModels.map((id) => capabilitiesOf(id).kind)).toEqual(fillInModels.map(() => 'coder'));
  });
});

describe('the models table', () => {
  test('the models table has a row for each family and every id once', () => {
    const lines = modelsTable().split('\n');
    expect(lines).toHaveLength(families.length + 2);
    expect(lines.slice(0, 2)).toEqual([
      '| Model | Kind | Context | Max output | Thinking | Input | Tools | JSON | Search | Prefix | Cache |',
      '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ]);
    expect(lines).toContain(
      '| `qwen-plus` | chat | 1,000,000 | 32,768 | off by default | text | yes | schema | yes | yes | yes |',
    );
    expect(lines).toContain(
      '| `qvq-max` `qvq-max-latest` `qvq-plus` | visual reasoning | 131,072 | 8,192 | always ' +
        '| text image video |  | no |  |  |  |',
    );
    const ids = lines.flatMap((line) => [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1]));
    expect(ids).toEqual([...models().keys()]);
  });
});
