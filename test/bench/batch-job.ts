import { rmSync } from 'node:fs';
import { createQwen } from 'ai-sdk-qwen/ai7';
import { fileJournal } from 'ai-sdk-qwen/batch';
import { cpuTime, floorOf, type BareJob, type Floor } from './batch-floor.js';

// A process that runs a job, and then its lines without this package, in turns. It prints the CPU time of each.

/** Microseconds of CPU time for each line of a job, with its HTTP and its journal. */
export interface Round extends Floor {
  job: number;
}

/** The output of the process. */
export interface Measured {
  rounds: Round[];
  /** The peak of the memory before anything but the first job has run. */
  megabytes: number;
}

const [server, folder, kind, count, times] = process.argv.slice(2);
const lines = Number(count);
const textOf = (index: number) =>
  `Line ${index}. The ferry to the island leaves at nine, and tickets for the museum are sold at the door of the old harbour.`;

const url = `${server}/compatible-mode/v1`;
const qwen = createQwen({ apiKey: 'sk-test', baseURL: url });

function* items() {
  for (let index = 0; index < lines; index += 1) yield textOf(index);
}

const bare: BareJob =
  kind === 'prompts'
    ? {
        url,
        lines,
        endpoint: '/v1/chat/completions',
        bodyOf: (index) => ({
          model: 'qwen-plus',
          messages: [{ role: 'user', content: textOf(index) }],
          enable_thinking: false,
        }),
      }
    : {
        url,
        lines,
        endpoint: '/v1/embeddings',
        bodyOf: (index) => ({ model: 'text-embedding-v4', input: textOf(index), encoding_format: 'float' }),
      };

async function runJob(): Promise<number> {
  const path = `${folder}/${kind}.jsonl`;
  const begun = cpuTime();
  const options = { journal: fileJournal(path), pollInterval: 200 };
  const job =
    kind === 'prompts'
      ? qwen.batch('bench', { model: 'qwen-plus', prompts: items, ...options })
      : qwen.batch('bench', { model: 'text-embedding-v4', texts: items, ...options });
  let results = 0;
  for await (const { status } of job as AsyncIterable<{ status: string }>) if (status === 'succeeded') results += 1;
  if (results !== lines) throw new Error(`${results} of ${lines} lines have a result.`);
  rmSync(path);
  return (cpuTime() - begun) / lines;
}

const measured: Measured = { rounds: [], megabytes: 0 };
for (let round = 0; round < Number(times); round += 1) {
  const job = await runJob();
  measured.megabytes ||= Math.round(process.resourceUsage().maxRSS / 1024);
  measured.rounds.push({ job, ...(await floorOf(bare)) });
}
console.log(JSON.stringify(measured));
