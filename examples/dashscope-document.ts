import { generateText } from 'ai';
import { createQwen } from './service.js';

// The service has files and qwen-long in Beijing.
const qwen = createQwen({ region: 'beijing' });
const article = new TextEncoder().encode('Tea grows on the hills west of Hangzhou. It is picked in April.');

const file = await qwen.files.upload(article, {
  filename: 'tea.txt',
  onProgress: ({ filename, status }) => console.log(`${filename}: ${status}`),
});

const { text } = await generateText({
  model: qwen.dashscope('qwen-long'),
  system: 'You are a helpful assistant.',
  messages: [
    {
      role: 'user',
      content: [
        { type: 'file', mimeType: 'text/plain', data: new URL(`fileid://${file.id}`) },
        { type: 'text', text: 'What is this article about?' },
      ],
    },
  ],
});
console.log(text);

await qwen.files.delete(file.id);
console.log((await qwen.files.list()).files.length, 'files left');
