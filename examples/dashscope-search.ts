import { generateText } from 'ai';
import { qwen } from './service.js';

const { text, sources } = await generateText({
  model: qwen.dashscope('qwen-plus'),
  prompt: 'What is the weather in Hangzhou tomorrow?',
  providerOptions: {
    qwen: {
      enableSearch: true,
      searchOptions: {
        forcedSearch: true,
        enableSource: true,
        enableCitation: true,
        citationFormat: '[ref_<number>]',
      },
    },
  },
});

console.log(text);
// The id of a source is the number that marks it in the text.
for (const { id, title, url } of sources) console.log(`[ref_${id}] ${title} ${url}`);
