import { describe, expect, test } from 'vitest';
import { createSanitize, sanitizeHeaders } from '../../../src/command/verify/sanitize.js';

const key = 'sk-verify-very-secret';
const sanitize = createSanitize(key);

describe('a recording of verify', () => {
  test.each([
    ['the key', `{"message":"Wrong key ${key}"}`, '{"message":"Wrong key [redacted]"}'],
    ['the key in base64', `Basic ${btoa(`x:${key}`)}`, 'Basic [redacted]'],
    [
      'the id of a request',
      '{"request_id":"1b0a7c3e-6e1f-9d52-8f0e-2f1c6b7a9d10"}',
      '{"request_id":"00000000-0000-0000-0000-000000000000"}',
    ],
    ['the id of an item', '"msg_1b0a7c3e-6e1f-9d52-8f0e-2f1c6b7a9d10"', '"msg_00000000-0000-0000-0000-000000000000"'],
    [
      'a signature',
      'https://a.oss.example/f.wav?Expires=1&OSSAccessKeyId=LTAI&Signature=a%2B',
      'https://a.oss.example/f.wav?Expires=removed&OSSAccessKeyId=removed&Signature=removed',
    ],
    ['the id of an account', '"uid":1234567890123456', '"uid":0000000000000000'],
  ])('a recording has no trace of %s', (_, text, kept) => {
    expect(sanitize(text)).toBe(kept);
  });

  test('a recording keeps what answers are compared by', () => {
    const text = '{"created":1764374400,"usage":{"total_tokens":12},"content":"Water, 3 crabs."}';
    expect(sanitize(text)).toBe(text);
  });

  test('a recording keeps only the headers that say something about the protocol', () => {
    const headers = { 'content-type': 'application/json', 'x-request-id': 'a', 'set-cookie': 'b', 'Retry-After': '1' };
    expect(sanitizeHeaders(headers)).toEqual({ 'content-type': 'application/json', 'Retry-After': '1' });
  });
});
