import { createQwen } from 'ai-sdk-qwen/ai7';
import { fileJournal } from 'ai-sdk-qwen/batch';

// A process that runs one job and prints what it cost, beside the cost of writing its lines and parsing their answers.

const [url, folder, kind, count] = process.argv.slice(2);
const lines = Number(count);
const textOf = (index: number) =>
  `Line ${index}. The ferry to the island leaves at nine, and tickets for the museum are sold at the door of the old harbour.`;

const qwen = createQwen({ apiKey: 'sk-test', baseURL: `${url}/compatible-mode/v1` });
const journal = fileJournal(`${folder}/${kind}.jsonl`);

function* items() {
  for (let index = 0; index < lines; index += 1) yield textOf(index);
}

function body(text: string): object {
  return kind === 'prompts'
    ? { model: 'qwen-plus', messages: [{ role: 'user', content: text }], enable_thinking: false }
    : { model: 'text-embedding-v4', input: text, encoding_format: 'float' };
}

/** An answer as the emulator writes it. */
async function sampleAnswer(): Promise<string> {
  const path = kind === 'prompts' ? '/chat/completions' : '/embeddings';
  const response = await fetch(`${url}/compatible-mode/v1${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify(body(textOf(0))),
  });
  const answer: unknown = JSON.parse(await response.text());
  return JSON.stringify({ id: 'x', custom_id: '0.1', response: { status_code: 200, body: answer }, error: null });
}

/** Microseconds of CPU time for the JSON of a line and of its answer. */
async function floor(): Promise<number> {
  const answer = await sampleAnswer();
  const rounds = kind === 'prompts' ? 100_000 : 5_000;
  let size = 0;
  const once = (index: number) => {
    size += JSON.stringify(body(textOf(index))).length + Object.keys(JSON.parse(answer) as object).length;
  };
  for (let index = 0; index < rounds; index += 1) once(index);
  const begun = process.cpuUsage();
  for (let index = 0; index < rounds; index += 1) once(index);
  const { user, system } = process.cpuUsage(begun);
  if (size === 0) throw new Error('Nothing was measured.');
  return (user + system) / rounds;
}

const jsonTime = await floor();
const begun = process.cpuUsage();
const job =
  kind === 'prompts'
    ? qwen.batch('bench', { model: 'qwen-plus', prompts: items, journal, pollInterval: 200 })
    : qwen.batch('bench', { model: 'text-embedding-v4', texts: items, journal, pollInterval: 200 });
let results = 0;
for await (const { status } of job as AsyncIterable<{ status: string }>) if (status === 'succeeded') results += 1;
const { user, system } = process.cpuUsage(begun);
if (results !== lines) throw new Error(`${results} of ${lines} lines have a result.`);
console.log(
  JSON.stringify({
    cpu: (user + system) / lines,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    floor: jsonTime,
  }),
);
