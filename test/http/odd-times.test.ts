import { generateText } from 'ai7';
import { createQwen, type QwenProvider } from 'ai-sdk-qwen/ai7';
import { expect, test } from 'vitest';

/* Impossible times, which throw only when somebody prints them. */

const odd = [1e300, -1e300, 9e15, 'yesterday', null, {}];

interface Place {
  /** The milliseconds of a unit of its times; default: those of a second. */
  unit?: number;
  /** The body of an answer with a time. */
  body(time: unknown): object;
  /** The dates of that answer. */
  read(qwen: QwenProvider): Promise<(Date | undefined)[]>;
}

const done = { status: 'completed', output: [{ type: 'message', content: [{ type: 'output_text', text: 'Hi' }] }] };
const places: Record<string, Place> = {
  chat: {
    body: (created) => ({
      id: 'chatcmpl-1',
      created,
      choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }],
    }),
    read: async (qwen) => [(await generateText({ model: qwen('qwen-plus'), prompt: 'Hi' })).response.timestamp],
  },
  responses: {
    body: (time) => ({ id: 'resp_1', created_at: time, ...done }),
    read: async (qwen) => [
      (await generateText({ model: qwen.responses('qwen3.7-plus'), prompt: 'Hi' })).response.timestamp,
    ],
  },
  'stored answers': {
    body: (time) => ({ id: 'resp_1', created_at: time, completed_at: time, ...done }),
    read: async (qwen) => {
      const { createdAt, completedAt } = await qwen.responses.get('resp_1');
      return [createdAt, completedAt];
    },
  },
  conversations: {
    unit: 1,
    body: (time) => ({ id: 'conv_1', created_at: time }),
    read: async (qwen) => [(await qwen.conversations.get('conv_1')).createdAt],
  },
  files: {
    body: (time) => ({ id: 'file-fe-1', created_at: time }),
    read: async (qwen) => [(await qwen.files.get('file-fe-1')).createdAt],
  },
  tasks: {
    unit: 1,
    body: (time) => ({
      data: [{ task_id: 't', status: 'SUCCEEDED', gmt_create: time, start_time: time, end_time: time }],
    }),
    read: async (qwen) => {
      const { tasks } = await qwen.tasks.list();
      return tasks.flatMap(({ submittedAt, startedAt, endedAt }) => [submittedAt, startedAt, endedAt]);
    },
  },
  batches: {
    body: (time) => ({ data: [{ id: 'batch_1', status: 'completed', created_at: time }], has_more: false }),
    read: async (qwen) => {
      const { batches } = await qwen.experimental_batch().doListBatches({});
      return batches.map(({ createdAt }) => (createdAt === undefined ? undefined : new Date(createdAt)));
    },
  },
};

test.each(Object.entries(places))(
  'a time of %s is read, and an impossible one never becomes an invalid date',
  async (_place, { body, read, unit = 1_000 }) => {
    const datesOf = (time: unknown) =>
      read(createQwen({ apiKey: 'sk-test', fetch: async () => Response.json(body(time)) }));
    for (const time of odd) {
      const dates = await datesOf(time);
      expect(dates).not.toEqual([]);
      for (const date of dates) if (date !== undefined) expect(date.getTime()).not.toBeNaN();
    }
    const time = new Date('2025-11-30T10:42:45Z');
    for (const date of await datesOf(time.getTime() / unit)) expect(date).toEqual(time);
  },
);
