import { ToolLoopAgent } from 'ai7';
import { qwen } from './service-ai7.js';

const researcher = new ToolLoopAgent({
  model: qwen('qwen3.7-plus', { enableThinking: true }),
  instructions: 'Search the web, read the best page, compute with code, and name the pages that your answer rests on.',
  // The service runs these tools itself, so a call with them goes over the Responses protocol.
  tools: {
    search: qwen.tools.webSearch(),
    read: qwen.tools.webExtractor(),
    compute: qwen.tools.codeInterpreter(),
  },
});

const { stream } = await researcher.stream({
  prompt: 'By how much did the number of inhabitants of Northpoint grow since 2020? Compute 1250 - 1000.',
});

const pages: string[] = [];
for await (const part of stream) {
  if (part.type === 'source' && part.sourceType === 'url') pages.push(part.url);
  if (part.type === 'text-delta') process.stdout.write(part.text);
  if (part.type !== 'tool-result' || part.dynamic) continue;
  // The name of a tool tells the type of its input and output.
  if (part.toolName === 'search') console.log(`Searched: ${part.input.query}`);
  if (part.toolName === 'read') console.log(`Read: ${part.input.urls?.join(', ')}`);
  if (part.toolName === 'compute') console.log(`Computed: ${part.output.outputs.map(({ logs }) => logs).join(' ')}`);
}
console.log(`\n\n${pages.map((url, index) => `[${index + 1}] ${url}`).join('\n')}`);
