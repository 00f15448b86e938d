import { describe, expect, test } from 'vitest';
import { models } from '../../src/catalogue/models.js';
import { modelsWithTools, responsesCapabilitiesOf, responsesModels } from '../../src/catalogue/responses.js';

describe('the models of the Responses protocol', () => {
  test('all of them are in the catalogue', () => {
    expect([...responsesModels.keys()].filter((id) => !models().has(id))).toEqual([]);
    expect(responsesModels.size).toBeGreaterThan(35);
  });

  test('a snapshot has the tools of its model', () => {
    expect(responsesCapabilitiesOf('qwen3.7-plus-2026-05-26')).toEqual(responsesCapabilitiesOf('qwen3.7-plus'));
    expect(responsesCapabilitiesOf('qwen3.8-max-0902')).toMatchObject({ served: true, connects: true });
  });

  test('a snapshot of a model that was refused is not known, like any other model', () => {
    expect(responsesCapabilitiesOf('qwen-max').served).toBe(false);
    expect(responsesCapabilitiesOf('qwen-max-2025-01-25')).toEqual({});
    expect(responsesCapabilitiesOf('some-model')).toEqual({});
  });

  test('the models that messages name have all tools', () => {
    const named = modelsWithTools.split(/, | and /);
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((id) => responsesCapabilitiesOf(id).connects !== true)).toEqual([]);
  });
});
