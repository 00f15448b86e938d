import { closeSync, openSync, writeSync } from 'node:fs';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { fileJournal } from 'ai-sdk-qwen/batch';
import { large, small } from './batch-job.js';

// A process that runs a job, or goes on with it, and writes the index of each result. It is killed at any moment, or kills
// itself before or after a request or a result: `before request 3`.

const [url, folder, moment = ''] = process.argv.slice(2);
const { lines, maxLines } = moment === '' ? large : small;

function die(at: string): void {
  if (moment === at) process.kill(process.pid, 'SIGKILL');
}

let requests = 0;
const qwen = createQwen({
  apiKey: 'sk-test',
  baseURL: `${url}/compatible-mode/v1`,
  async fetch(input, init) {
    requests += 1;
    const own = requests;
    die(`before request ${own}`);
    const response = await fetch(input, init);
    die(`after request ${own}`);
    return response;
  },
});
const results = openSync(`${folder}/results.txt`, 'a');

const job = qwen.batch('kills', {
  model: 'qwen-plus',
  prompts: () => Array.from({ length: lines }, (_, index) => `Prompt number ${index}.`),
  journal: fileJournal(`${folder}/journal.jsonl`),
  maxLines,
  pollInterval: 20,
});
let count = 0;
for await (const { index, status } of job) {
  if (status !== 'succeeded') throw new Error(`The line ${index} is ${status}.`);
  count += 1;
  die(`before result ${count}`);
  writeSync(results, `${index}\n`);
  die(`after result ${count}`);
}
closeSync(results);
