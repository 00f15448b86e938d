import { createEmulator } from 'ai-sdk-qwen/emulator';
import { expect, test } from 'vitest';
import { chat, send } from '../../support/emulator-requests.js';
import { heap } from '../../support/heap.js';

const uuid = (index: number) => `6f1b2c3d-4e5f-4a6b-8c7d-${String(index).padStart(12, '0')}`;
const signed = (index: number) =>
  `https://dashscope-result.oss-cn-beijing.aliyuncs.com/1d/pictures/of-the-day-${index}.png?Expires=1&Signature=a`;

test('nothing of a call stays in memory once it is recorded', async () => {
  let recorded = 0;
  const recorder = createEmulator({
    callLimits: { max: 1 },
    forward: {
      to: 'https://dashscope-intl.aliyuncs.com',
      fetch: async (_url, { body }) => {
        const index = Number(/number (\d+) /.exec(await new Response(body).text())![1]);
        return Response.json({ request_id: uuid(index), url: signed(index), text: 'y'.repeat(500_000) + index });
      },
      record: () => void (recorded += 1),
    },
  });
  const call = async (index: number) => {
    const file = `https://bucket-of-mine.oss-cn-beijing.aliyuncs.com/folder/picture-${index}.png`;
    const text = `This is number ${index} of ${file} ${'x'.repeat(500_000)}`;
    await (await send(recorder, chat({ messages: [{ role: 'user', content: text }] }))).text();
  };
  await call(0);
  const before = await heap();
  for (let index = 1; index <= 40; index += 1) await call(index);
  expect((await heap()) - before).toBeLessThan(4_000_000);
  expect(recorded).toBe(41);
});
