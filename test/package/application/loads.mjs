import { writeSync } from 'node:fs';
import { register } from 'node:module';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';

// Prints which modules are loaded by importing an entry, by its first chat call, and by the second.
const hooks = `
  let port;
  export function initialize(data) { port = data.port; }
  export async function load(url, context, next) { port.postMessage(url); return next(url, context); }
`;
const { port1, port2 } = new MessageChannel();
register(`data:text/javascript,${encodeURIComponent(hooks)}`, {
  data: { port: port2 },
  transferList: [port2],
});

const answer = {
  id: 'chatcmpl-1',
  model: 'qwen-plus',
  created: 1,
  choices: [{ index: 0, message: { role: 'assistant', content: 'Yes.' }, finish_reason: 'stop' }],
};
const loaded = () => {
  const urls = [];
  for (let one = receiveMessageOnPort(port1); one; one = receiveMessageOnPort(port1)) urls.push(one.message);
  return urls;
};

const { createQwen } = await import(process.argv[2]);
const imported = loaded();
const qwen = createQwen({ apiKey: 'sk-check', fetch: async () => Response.json(answer) });
const call = (providerOptions) => ({
  inputFormat: 'prompt',
  mode: { type: 'regular' },
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Are you there?' }] }],
  providerOptions,
  providerMetadata: providerOptions,
});
await qwen('qwen-plus').doGenerate(call());
const first = loaded();
await qwen('qwen-plus').doGenerate(call({ qwen: { enableThinking: false } }));
writeSync(1, JSON.stringify({ imported, first, second: loaded() }));
