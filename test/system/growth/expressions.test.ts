import { describe, expect, test } from 'vitest';
import { attacksOn } from './attacks.js';
import { findExpressions } from './expressions.js';
import { createStepCounter } from './steps.js';

/** The growth from one input to one of twice its length: 2 is linear, 4 is quadratic. */
const tolerated = 2.5;

// What a linear pattern takes for the inputs here is a tenth of it.
const maxSteps = 200_000;

/**
 * An input for which a pattern's steps grow faster than its length, if one is found: the texts that are tried are made
 * for the pattern. Steps are counted, so that no clock decides.
 *
 * @see https://owasp.org/www-community/attacks/Regular_expression_Denial_of_Service_-_ReDoS
 */
function slowInput(pattern: string, flags: string): string | undefined {
  const count = createStepCounter(pattern, flags);
  const attack = attacksOn(pattern, flags).find(({ before, pump, after }) => {
    const steps = (times: number) => count(before + pump.repeat(times) + after, maxSteps);
    const twice = steps(80);
    return twice === maxSteps || twice > tolerated * steps(40);
  });
  return attack && `${JSON.stringify(attack)}`;
}

const { literals, made } = findExpressions();

describe('regular expressions', () => {
  test('regular expressions are found in all of src', () => {
    expect(literals.length).toBeGreaterThan(150);
    expect(new Set(literals.map(({ file }) => file.split('/')[0])).size).toBeGreaterThan(8);
  });

  test('regular expressions made from strings are only those of a schema that an application sends to the emulator', () => {
    // Those of words and of arithmetic are made of constants; each is anchored, or has bounds. Those of the
    // inspector and of recordings are also made of a client's key, letter by letter, and of the address of a server.
    expect(new Set(made)).toEqual(
      new Set([
        'emulator/inspector/mask.ts',
        'emulator/model/pattern-sample.ts',
        'emulator/recordings/addresses.ts',
        'emulator/recordings/secrets.ts',
        'emulator/responses/arithmetic.ts',
        'emulator/voice/words.ts',
      ]),
    );
  });

  test('regular expressions take time in proportion to their input', () => {
    const found = literals.flatMap(({ file, pattern, flags }) => {
      const input = slowInput(pattern, flags);
      return input === undefined ? [] : [`${file}: /${pattern}/${flags} with ${input}`];
    });
    expect(found).toEqual([]);
  });
});

describe('the search for slow ones', () => {
  const slow: [string, string][] = [
    [String.raw`\/+$`, ''],
    [String.raw`\s+$`, ''],
    [String.raw`=*$`, ''],
    [String.raw`<title[^>]*>([^<]*)<\/title>`, 'i'],
    ['download.*(multimodal|media resource)', 'i'],
    ['tool_choice .*(required|object)|tool_choice is one of', 'i'],
    [String.raw`\/services\/(aigc|embeddings)\/.+$`, ''],
    [String.raw`\{([^}]*)\}`, ''],
    [String.raw`^qwen.*-vl-.*-thinking`, ''],
    [String.raw`^\s*\n*x`, ''],
    [String.raw`^(a+)+b`, ''],
    [String.raw`"(?:[^"\\]|\\.)*"|[{}]`, 'g'],
    [String.raw`\d+(?:\s*[-+*]\s*\d+)+`, ''],
    [String.raw`x*y`, 'g'],
    [String.raw`(?=.*b)a`, ''],
  ];

  test.each(slow)('the search for slow expressions finds /%s/%s', (pattern, flags) => {
    expect(slowInput(pattern, flags)).toBeDefined();
  });

  const linear: [string, string][] = [
    [String.raw`^\/+$`, ''],
    [String.raw`\s+`, 'g'],
    ['a.{0,40}b', ''],
    [String.raw`^(["']).*\1$`, ''],
    [String.raw`\bmodel [\`"'][^\`"']+[\`"'] not found`, ''],
  ];

  test.each(linear)('the search for slow expressions lets /%s/%s pass', (pattern, flags) => {
    expect(slowInput(pattern, flags)).toBeUndefined();
  });
});

describe('the step counter', () => {
  test('the step counter counts one step a character for a plain expression', () => {
    expect(createStepCounter('^abc', '')('abc', 100)).toBe(6);
    expect(createStepCounter('b', '')('aab', 100)).toBe(7);
    expect(createStepCounter('(?<=a)b', '')('ab', 100)).toBe(6);
    expect(createStepCounter('(?<!ca)b', '')('ab', 100)).toBe(7);
  });

  test('the step counter stops at its limit', () => {
    expect(createStepCounter('^(a+)+$', '')(`${'a'.repeat(60)}b`, 5000)).toBe(5000);
  });
});
