// Issue 13: what the service refuses of images and videos, held against what refuses it before a request is sent and
// against the emulator.
import { InvalidArgumentError } from '@ai-sdk/provider';
import { createQwen } from 'ai-sdk-qwen/ai6';
import { describe, expect, test } from 'vitest';
import { mediaRules } from '../../../src/emulator/rules/media.js';
import { videoRules } from '../../../src/emulator/rules/video.js';
import { ASYNC, draw, finish, post, SYNC, TASK } from '../../support/image-emulator-requests.js';
import { imageCall, videoCall } from '../../support/media-calls.js';
import { failureOf } from '../../support/recorder.js';
import { imageLimits } from '../../support/refusals/image-limits.js';
import { imagesAtOnce } from '../../support/refusals/images-at-once.js';
import { imagesLater } from '../../support/refusals/images-later.js';
import type { Refusal } from '../../support/refusals/refusal.js';
import { videoMedia } from '../../support/refusals/video-media.js';
import { videoParameters } from '../../support/refusals/video-parameters.js';
import { VIDEO } from '../../support/refusals/video-request.js';
import { videoURLs } from '../../support/refusals/video-urls.js';
import { strictEmulator } from '../../support/strict-emulator.js';

const atOnce = [...imagesAtOnce, ...imageLimits];
const later = [...imagesLater, ...videoMedia, ...videoURLs, ...videoParameters];
const table = [...atOnce, ...later];

/** Asks for an image or a video as the AI SDK does, of an emulator. */
function plan({ kind, model, planner }: Refusal) {
  const emulator = strictEmulator();
  const { call, options } = 'unknown' in planner ? {} : planner;
  const qwen = createQwen({ apiKey: 'sk-test', fetch: emulator.fetch });
  const given = { ...call, providerOptions: { qwen: { ...options } } };
  return {
    emulator,
    result:
      kind === 'image'
        ? qwen.image(model).doGenerate({ ...imageCall, ...given })
        : qwen.video(model).doGenerate({ ...videoCall, ...given }),
  };
}

describe('the package refuses before it sends anything', () => {
  for (const row of table) {
    if ('unknown' in row.planner) continue;
    const [field, given, accepted] = row.planner.says;
    test(`${row.model}: ${field} is ${given}; expected ${accepted}`, async () => {
      const { emulator, result } = plan(row);
      const error = (await failureOf(result)) as InvalidArgumentError;
      expect(InvalidArgumentError.isInstance(error)).toBe(true);
      expect([error.argument, emulator.calls]).toEqual([field, []]);
      expect(error.message.replace(`${row.model}: `, '')).toContain(`${field} is ${given}; expected ${accepted}`);
    });
  }
});

describe('the emulator refuses in the words of the service', () => {
  for (const [index, { kind, rule, model, service }] of table.entries()) {
    if ('unknown' in service) continue;
    const { path, body, headers, code = 'InvalidParameter', message } = service;
    const isLate = index >= atOnce.length && service.status === undefined;
    test(`${model}, by ${rule}${isLate ? ' in the task' : ''}: ${message.slice(0, 70)}`, async () => {
      const region = model.endsWith('-us') ? 'virginia' : 'beijing';
      const emulator = strictEmulator({ taskDelay: { polls: 3 }, region });
      if (!isLate) {
        const { status, json } = await post(emulator, path, body, headers);
        expect([status, json]).toEqual([service.status ?? 400, { code, message, request_id: expect.any(String) }]);
        expect(emulator.creations).toMatchObject({ image: 0, video: 0 });
        return;
      }
      const { output, usage } = await finish(emulator, path, body);
      expect([usage, emulator.creations[kind]]).toEqual([undefined, 1]);
      expect(output).toEqual({
        task_id: expect.any(String),
        task_status: 'FAILED',
        submit_time: expect.any(String),
        scheduled_time: expect.any(String),
        end_time: expect.any(String),
        code,
        message,
      });
      expect(Date.parse(output.end_time) - Date.parse(output.submit_time)).toBe(100);
    });
  }
});

test('every rule of the emulator is in the table', () => {
  const covered = new Set<string>(table.map(({ rule }) => rule));
  const own = [...Object.keys(mediaRules), ...Object.keys(videoRules)].filter(
    (rule) => !/^(?:task|image-openai)-/.test(rule),
  );
  expect(own.filter((rule) => !covered.has(rule))).toEqual([]);
});

test('a row that one side does not know says why, and no row is known to neither', () => {
  const reasons = table.flatMap(({ planner, service }) => [planner, service].filter((side) => 'unknown' in side));
  expect(reasons.filter(({ unknown }) => unknown.length < 20)).toEqual([]);
  expect(table.filter(({ planner, service }) => 'unknown' in planner && 'unknown' in service)).toEqual([]);
});

describe('a request with several faults', () => {
  const wrong = draw('wan2.2-t2i-flash', 'A cat', { n: 9 });
  // In the order in which the service is believed to look: key, body, model, path, header, content.
  test.each<[string, object | string, object, number, string, string?]>([
    ['its key', 'not JSON', { authorization: 'Bearer wrong' }, 401, 'Invalid API-key provided.'],
    ['its body', 'not JSON', {}, 400, 'Required body invalid'],
    ['its model', { ...wrong, model: 'qwen-image-9' }, { 'X-DashScope-Async': 'no' }, 404, 'Model not exist.', ASYNC],
    ['its path', wrong, TASK, 400, 'url error'],
    ['its header', draw('qwen-image', 'A cat', { n: 9 }), TASK, 403, 'current user api does not support asynchronous'],
    ['its messages', draw('qwen-image', [], { n: 9, size: '1*1' }), {}, 400, 'lack of image or text'],
    ['its number', draw('qwen-image', 'A cat', { n: 9, size: '1*1' }), {}, 400, 'num_images_per_prompt must be 1'],
  ])(
    'a request with several faults is refused for %s first',
    async (_case, body, headers, status, message, path = SYNC) => {
      const answer = await post(strictEmulator(), path, body, headers);
      expect([answer.status, answer.json.message.slice(0, message.length)]).toEqual([status, message]);
    },
  );

  test('a video request with several faults is refused at once for its path, and in the task for the others', async () => {
    const emulator = strictEmulator();
    const body = { model: 'wan2.7-t2v', input: {}, parameters: { duration: 99 } };
    const elsewhere = await post(emulator, VIDEO.replace('video-generation', 'image2video'), body);
    expect([elsewhere.status, emulator.creations.video]).toEqual([400, 0]);
    expect((await finish(emulator, VIDEO, body)).output.message).toBe('prompt must contain words');
  });
});
