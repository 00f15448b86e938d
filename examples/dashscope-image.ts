import { generateText } from 'ai';
import { qwen } from './service.js';

const pictures = ['dog_and_girl.jpeg', 'tiger.png', 'rabbit.png'].map(
  (name) => new URL(`https://dashscope.oss-cn-beijing.aliyuncs.com/images/${name}`),
);

const { text, providerMetadata } = await generateText({
  model: qwen.dashscope('qwen-vl-max', { vlEnableImageHwOutput: true }),
  messages: [
    {
      role: 'user',
      content: [
        ...pictures.map((image) => ({ type: 'image' as const, image })),
        { type: 'text', text: 'What are these?' },
      ],
    },
  ],
});

console.log(text);
console.log('height and width of each as the model saw it:', providerMetadata?.qwen?.imageHw);
