import { generateText } from 'ai';
import { qwen } from './service.js';

// The prompt is the code before the gap, the suffix the code after it.
const { text } = await generateText({
  model: qwen.completion('qwen2.5-coder-32b-instruct', { suffix: '\n\nconsole.log(add(1, 2));\n' }),
  prompt: 'function add(a: number, b: number) {\n',
  maxTokens: 100,
});

console.log(text);
