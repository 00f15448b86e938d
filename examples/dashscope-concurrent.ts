import { generateText } from 'ai';
import { qwen } from './service.js';

const questions = ['Who are you?', 'What can you do?', 'Which languages do you speak?'];

const model = qwen.dashscope('qwen-plus');
const answers = await Promise.all(questions.map((prompt) => generateText({ model, prompt })));

for (const { text, response } of answers) console.log(`${response.id}: ${text}`);
