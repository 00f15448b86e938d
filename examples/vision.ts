import { generateText } from 'ai';
import { stripes } from './picture.js';
import { qwen } from './service.js';

// Bytes (a Uint8Array, a Buffer, base64) are sent in the request. A URL is passed on, and the service downloads it.
const flag = stripes(96, 64, [
  [0, 0, 0],
  [221, 0, 0],
  [255, 206, 0],
]);
const photo = new URL('https://dashscope.oss-cn-beijing.aliyuncs.com/images/dog_and_girl.jpeg');

const { text } = await generateText({
  model: qwen('qwen3-vl-plus'),
  messages: [
    {
      role: 'user',
      content: [
        { type: 'image', image: flag },
        { type: 'image', image: photo, providerOptions: { qwen: { maxPixels: 262_144 } } },
        { type: 'text', text: 'Which flag is the first picture, and what is in the second one?' },
      ],
    },
  ],
});

console.log(text);
