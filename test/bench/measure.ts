import { writeFileSync } from 'node:fs';
import { loadContestants } from './contestants.js';
import type { Finding, Row } from './findings.js';
import { coldCall } from './rows/cold-call.js';
import { embed, embedMany } from './rows/embeddings.js';
import { framing } from './rows/framing.js';
import { image } from './rows/image.js';
import { bursts, first, request } from './rows/latency.js';
import { loading } from './rows/loading.js';
import { memory } from './rows/memory.js';
import { results } from './rows/results.js';
import { sdk } from './rows/sdk.js';
import { concurrent, native, responses, stream, tools } from './rows/streams.js';
import { generate } from './rows/whole.js';

// Run by bench.ts in the folder where all packages are installed: `measure.mjs FINDINGS quick|full [ROW,ROW]`.
const rows: readonly Row[] = [
  stream,
  concurrent,
  native,
  responses,
  tools,
  memory,
  bursts,
  first,
  request,
  framing,
  generate,
  image,
  embed,
  embedMany,
  results,
  sdk,
  loading,
  coldCall,
];

const [findingsFile = '', mode, only = ''] = process.argv.slice(2);
const folder = process.cwd();
const wanted = only === '' ? rows.map(({ id }) => id) : only.split(',');
const unknown = wanted.find((id) => !rows.some((row) => row.id === id));
if (unknown !== undefined) {
  throw new RangeError(`--only ${unknown}: there are the rows ${rows.map(({ id }) => id).join(', ')}.`);
}

const contestants = await loadContestants(folder);
const findings: Finding[] = [];
for (const row of rows.filter(({ id }) => wanted.includes(id))) {
  console.error(`… ${row.id}`);
  findings.push(...(await row.measure({ contestants, folder, quick: mode === 'quick' })));
  writeFileSync(findingsFile, JSON.stringify(findings));
}
