import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { isObject } from '../../util/json.js';

/**
 * A thing that a probe makes at the service. `begun`: asked for, and no answer came yet. `gone`: deleted or cancelled.
 */
export interface MadeThing {
  probe: string;
  /** The name under which the requests of the probe know it. */
  name: string;
  state: 'begun' | 'made' | 'gone' | 'refused';
  /** The service's id; undefined until there is one. */
  id?: string | undefined;
}

/** The things that the probes have made, also those of an earlier run that was stopped. */
export interface Ledger {
  /** The things of a probe, in the order in which they were made. */
  of: (probe: string) => MadeThing[];
  note: (thing: MadeThing) => void;
}

/** Opens the ledger of one server, in a file of a folder that exists. */
export function openLedger(file: string, baseURL: string): Ledger {
  const things = new Map<string, MadeThing>();
  const keep = (thing: MadeThing) => things.set(`${thing.probe} ${thing.name}`, thing);
  for (const line of readJsonLines(file)) {
    if (line.baseURL === baseURL) keep(line as unknown as MadeThing);
  }
  return {
    of: (probe) => [...things.values()].filter((thing) => thing.probe === probe),
    note(thing) {
      keep(thing);
      appendFileSync(file, `${JSON.stringify({ baseURL, ...thing })}\n`);
    },
  };
}

/** The objects of a file with one in each line. A crash may have cut the last line off. */
export function readJsonLines(file: string): Record<string, unknown>[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        const value: unknown = JSON.parse(line);
        return isObject(value) ? [value] : [];
      } catch {
        return [];
      }
    });
}
