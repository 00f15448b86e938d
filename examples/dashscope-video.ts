import { generateText } from 'ai';
import { qwen } from './service.js';

const folder = 'https://help-static-aliyun-doc.aliyuncs.com/file-manage-files/zh-CN/';
const frames = ['xzsgiz/football1', 'tdescd/football2', 'zefdja/football3', 'aedbqh/football4'];

// Pictures in a row that are marked as frames are sent as one video. These were taken twice a second.
const { text: ofFrames } = await generateText({
  model: qwen.dashscope('qwen2.5-vl-72b-instruct'),
  messages: [
    {
      role: 'user',
      content: [
        ...frames.map((name) => ({
          type: 'image' as const,
          image: new URL(`${folder}20241108/${name}.jpg`),
          providerOptions: { qwen: { frame: { fps: 2 } } },
        })),
        { type: 'text', text: 'Describe the specific process in this video' },
      ],
    },
  ],
});
console.log(ofFrames);

// The service takes the frames out of a file itself: here two a second, at most sixteen.
const { text: ofFile } = await generateText({
  model: qwen.dashscope('qwen3-vl-plus'),
  messages: [
    {
      role: 'user',
      content: [
        {
          type: 'file',
          mimeType: 'video/mp4',
          data: new URL(`${folder}20241115/cqqkru/1.mp4`),
          providerOptions: { qwen: { fps: 2, maxFrames: 16 } },
        },
        { type: 'text', text: 'What happens in this video?' },
      ],
    },
  ],
});
console.log(ofFile);
