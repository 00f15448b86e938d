import { failures } from 'ai-sdk-qwen/emulator';
import { describe, expect, test } from 'vitest';
import { rules } from '../../../src/emulator/rules/rules.js';
import { capabilities } from '../../../src/command/verify/refusals/capability.js';
import { conversations } from '../../../src/command/verify/refusals/conversation.js';
import { media } from '../../../src/command/verify/refusals/media.js';
import { parameters } from '../../../src/command/verify/refusals/parameters.js';
import { requests } from '../../../src/command/verify/refusals/request.js';
import { ask, chat, send } from '../../support/emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const cases = [...requests, ...parameters, ...capabilities, ...conversations, ...media];

describe('the rules of the emulator', () => {
  for (const { rule, body = chat(), status = 400, code = 'invalid_parameter_error', message, ...asked } of cases) {
    test(`the rule ${rule} says ${message.slice(0, 90)}`, async () => {
      const answer = await ask(strictEmulator(), body, asked);
      expect({
        status: answer.status,
        code: answer.json.error?.code,
        message: answer.json.error?.message,
      }).toEqual({ status, code, message });
      expect(answer.json).toMatchObject({ error: { param: null }, id: `chatcmpl-${answer.json.request_id}` });
    });
  }

  test('every rule of the emulator has a case', () => {
    expect([...new Set(cases.map((row) => row.rule))].sort()).toEqual(Object.keys(rules).sort());
  });

  test('every failure of the emulator says where it is known from and how sure it is', () => {
    expect(failures.length).toBeGreaterThan(100);
    for (const { name, source, certainty, status, message } of failures) {
      expect(source, name).toMatch(/docs|console|quoted|emulator/);
      expect(['recorded', 'documented', 'assumed'], name).toContain(certainty);
      expect(status, name).toBeGreaterThanOrEqual(400);
      expect(message, name).not.toBe('');
    }
  });

  test('a refused stream is answered with one line of a stream, without the name of the inner error', async () => {
    const response = await send(strictEmulator(), chat({ stream: true, max_tokens: 99_999 }));
    const text = await response.text();
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(text.endsWith('\n\n')).toBe(true);
    const line = JSON.parse(text.slice('data: '.length));
    expect(line).toEqual({
      error: {
        message: 'Range of max_tokens should be [1, 32768]',
        type: 'invalid_request_error',
        param: null,
        code: 'invalid_parameter_error',
      },
      id: `chatcmpl-${response.headers.get('x-request-id')}`,
    });
  });
});
