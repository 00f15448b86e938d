import { againstBest, namesOf, type Bench, type Finding, type Row } from '../findings.js';
import { runProbe } from '../probe.js';
import { interleave, own } from '../statistics.js';

/** The costs of a new process from the import of a provider to the end of its first stream, as serverless starts do. */
async function firstCall({ contestants, folder, quick }: Bench, how: 'plain' | 'options'): Promise<Finding> {
  const cases = contestants.map(({ name, specifier }) => ({
    name,
    warmUp: async () => {},
    run: () => runProbe(folder, ['call', specifier, how]),
  }));
  const samples = await interleave(cases, quick ? 1 : 15, own);
  const options = how === 'options' ? 'with options' : 'without options';
  return {
    row: coldCall.id,
    work: `import and first stream ${options} in a new process: CPU, against the best V1 peer`,
    unit: '×',
    values: againstBest(samples, namesOf(contestants, 'V1')),
    goal: 1.15,
  };
}

export const coldCall: Row = {
  id: 'cold-call',
  measure: async (bench) => [await firstCall(bench, 'plain'), await firstCall(bench, 'options')],
};
