import { createQwen } from 'ai-sdk-qwen/ai6';
import { experimental_generateVideo as generateVideo } from 'ai6';
import { expect, test } from 'vitest';
import { describeRecorded, readRecording } from '../../support/recordings.js';

describeRecorded('a recorded video', () => {
  test('a recorded video of an image has the same request, and the polls are read', async () => {
    const read = (step: string) => JSON.parse(readRecording(`media-image-video/wan2.7-i2v-async.${step}`));
    const recorded = read('1-create.request.body.json');
    const answers = ['1-create', '2-poll-running', '3-poll-succeeded'].map((step) => read(`${step}.response.body.txt`));
    const bodies: object[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (!String(input).includes('dashscope-intl')) return new Response('a video');
      if (typeof init?.body === 'string') bodies.push(JSON.parse(init.body));
      return Response.json(answers.shift());
    };
    const { providerMetadata } = await generateVideo({
      model: createQwen({ apiKey: 'sk-test', fetch }).video('wan2.7-i2v'),
      prompt: recorded.input.prompt,
      duration: 5,
      providerOptions: {
        qwen: {
          pollInterval: 1,
          resolution: '720P',
          promptExtend: true,
          watermark: false,
          media: [{ type: 'first_frame', url: 'https://example.com/cat.jpg' }],
        },
      },
    });
    // The recording has no bytes of the image.
    recorded.input.media[0].url = 'https://example.com/cat.jpg';
    expect(bodies).toEqual([recorded]);
    expect(providerMetadata.qwen).toMatchObject({
      videos: [{ taskId: '5a674d6b-6a42-4b07-98bb-147ba79879ea', usage: { duration: 5, SR: 720 } }],
    });
  });
});
