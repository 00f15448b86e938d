import { expect, test } from 'vitest';
import { chatTable } from '../../src/chat/option-table.js';
import type { QwenChatOptions, QwenPartOptions } from '../../src/chat/options.js';
import { flag, integer, oneOf, text } from '../../src/options/checks.js';
import { isCarried, local, parameter, type OptionTable } from '../../src/options/table.js';

test('the compiler ties the check of an option to the type of the option', () => {
  const rows: Partial<OptionTable<QwenChatOptions>> = {
    enableThinking: parameter(flag),
    reasoningEffort: parameter(text),
    // @ts-expect-error a boolean is not checked as a string
    enableSearch: parameter(text),
    // @ts-expect-error a number is not checked as a boolean
    thinkingBudget: parameter(flag),
    // @ts-expect-error another literal than the option has
    upload: local(oneOf('always')),
  };
  // @ts-expect-error an option without a row
  const part: OptionTable<QwenPartOptions> = { minPixels: parameter(integer(1)) };
  expect(Object.keys(rows)).toHaveLength(5);
  expect(Object.keys(part)).toEqual(['minPixels']);
});

test('an option is carried by every protocol unless its row names some', () => {
  expect(isCarried(chatTable.enableThinking, 'compatible')).toBe(true);
  expect(isCarried(chatTable.enableThinking, 'dashscope')).toBe(true);
  expect(isCarried(chatTable.ocrOptions, 'compatible')).toBe(false);
  expect(isCarried(chatTable.user, 'dashscope')).toBe(false);
});
