import { describe, expect, test } from 'vitest';
import { nativeRules } from '../../../src/emulator/rules/native.js';
import { nativeCases as cases } from '../../../src/command/verify/refusals/native.js';
import { chat, post, readPackets, SSE } from '../../support/native-emulator-requests.js';
import { strictEmulator } from '../../support/strict-emulator.js';

describe('the rules of the native protocol', () => {
  for (const { rule, body, status = 400, code = 'InvalidParameter', message, ...asked } of cases) {
    test(`the native rule ${rule} says ${String(message).slice(0, 90)} (${JSON.stringify(body).slice(0, 60)})`, async () => {
      const response = await post(strictEmulator(), body, asked);
      const text = await response.text();
      const framed = asked.headers !== undefined && 'X-DashScope-SSE' in asked.headers && status !== 401;
      const [packet] = framed ? readPackets(text) : [];
      const told = packet ? packet.data : JSON.parse(text);
      expect(response.status).toBe(framed ? 200 : status);
      if (packet) expect(packet).toMatchObject({ id: '1', event: 'error', comment: `HTTP_STATUS/${status}` });
      expect(Object.keys(told)).toEqual(['code', 'message', 'request_id']);
      expect(told.code).toBe(code);
      if (typeof message === 'string') expect(told.message).toBe(message);
      else expect(told.message).toMatch(message);
      expect(told.request_id).toBe(response.headers.get('x-request-id'));
    });
  }

  // The files API and the temporary store have tests of their own.
  const elsewhere = Object.keys(nativeRules).filter((rule) => /^file-(?!invalid|count)|^policy-/.test(rule));

  test('every native rule has a case', () => {
    const covered = new Set<string>([...cases.map((row) => row.rule), ...elsewhere]);
    expect(Object.keys(nativeRules).filter((rule) => !covered.has(rule))).toEqual([]);
  });

  test('native rules refuse streams with a frame under HTTP 200, which names the status in a comment', async () => {
    const response = await post(strictEmulator(), chat({ max_tokens: 99_999 }), { headers: SSE });
    const id = response.headers.get('x-request-id');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream;charset=UTF-8');
    expect(await response.text()).toBe(
      'id:1\nevent:error\n:HTTP_STATUS/400\ndata:{"code":"InvalidParameter",' +
        `"message":"Range of max_tokens should be [1, 32768]","request_id":"${id}"}\n\n`,
    );
  });
});
