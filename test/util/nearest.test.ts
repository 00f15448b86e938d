import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../../src/util/nearest.js';

const names = [
  'enableThinking',
  'clearThinking',
  'thinkingBudget',
  'enableSearch',
  'searchOptions',
  'topK',
  'n',
  'seed',
];

test.each([
  ['enableThinkin', ['enableThinking']],
  ['enableThinkng', ['enableThinking']],
  ['enbaleThinking', ['enableThinking']],
  ['EnableThinking', ['enableThinking']],
  ['enable-thinking', ['enableThinking']],
  ['enableTihnkign', ['enableThinking']],
  ['thinking', ['enableThinking', 'clearThinking', 'thinkingBudget']],
  ['search', ['enableSearch', 'searchOptions']],
  ['top', ['topK']],
  ['tokp', ['topK']],
  ['temperature', []],
  ['x', []],
  ['N', ['n']],
  ['', []],
  ['constructor', []],
  ['enableThinking'.repeat(10), []],
])('%j is near %j', (name, expected) => {
  expect(nearest(name, names)).toEqual(expected);
});

test('a question names one, two or three', () => {
  expect(didYouMean('enableThinkin', names)).toBe('Did you mean enableThinking?');
  expect(didYouMean('search', names)).toBe('Did you mean enableSearch or searchOptions?');
  expect(didYouMean('thinking', names)).toBe('Did you mean enableThinking, clearThinking or thinkingBudget?');
  expect(didYouMean('temperature', names)).toBeUndefined();
});
