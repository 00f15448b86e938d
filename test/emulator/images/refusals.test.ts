// What each refusal says is in test/support/refusals.
import { describe, expect, test } from 'vitest';
import { strictEmulator } from '../../support/strict-emulator.js';
import { png } from '../../support/emulator-requests.js';
import { ASYNC, draw, IMAGE2IMAGE, post, SYNC } from '../../support/image-emulator-requests.js';

const picture = { image: png(512, 512) };

describe('the endpoints of image models', () => {
  test('image endpoints check the key first', async () => {
    const response = await strictEmulator().fetch(`https://dashscope.aliyuncs.com/api/v1${ASYNC}`, { method: 'POST' });
    expect([response.status, await response.json()]).toMatchObject([401, { code: 'InvalidApiKey' }]);
  });

  test('image endpoints know models by region', async () => {
    const answer = await post(strictEmulator({ region: 'tokyo' }), ASYNC, draw('wan2.7-image'));
    expect(answer).toMatchObject({ status: 404, json: { message: 'Model not exist.' } });
  });

  test('image endpoints translate with qwen-mt-image in Beijing only, and with its successor in Singapore too', async () => {
    const input = { image_url: 'https://a.example/a.png', source_lang: 'zh', target_lang: 'en' };
    const statusOf = async (model: string) =>
      (await post(strictEmulator({ region: 'singapore' }), IMAGE2IMAGE, { model, input })).status;
    expect(await statusOf('qwen-mt-image')).toBe(404);
    expect(await statusOf('qwen-mt-image-2.0')).toBe(200);
  });

  test('image endpoints warn about parameters of other models, and refuse them where that is asked', async () => {
    const body = draw('qwen-image-edit', [picture, { text: 'Make it blue' }], { size: '1024*1024' });
    expect(await post(strictEmulator(), SYNC, body)).toMatchObject({ status: 400 });
    const lenient = strictEmulator({ unknownParameters: 'warn' });
    expect((await post(lenient, SYNC, body)).status).toBe(200);
    expect(lenient.calls[0]!.warnings).toEqual(['The model qwen-image-edit does not support size, it is ignored.']);
  });
});
