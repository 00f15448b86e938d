import { closeSync, openSync, writeSync } from 'node:fs';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { fileJournal } from 'ai-sdk-qwen/batch';
import { lines, maxLines } from './batch-job.js';

// A process that runs the job, or goes on with it, and writes the index of each result. It is killed at any moment.

const [url, folder] = process.argv.slice(2);
const qwen = createQwen({ apiKey: 'sk-test', baseURL: `${url}/compatible-mode/v1` });
const results = openSync(`${folder}/results.txt`, 'a');

const job = qwen.batch('kills', {
  model: 'qwen-plus',
  prompts: () => Array.from({ length: lines }, (_, index) => `Prompt number ${index}.`),
  journal: fileJournal(`${folder}/journal.jsonl`),
  maxLines,
  pollInterval: 20,
});
for await (const { index, status } of job) {
  if (status !== 'succeeded') throw new Error(`The line ${index} is ${status}.`);
  writeSync(results, `${index}\n`);
}
closeSync(results);
