import { faultOf, kindOf, type LineKind } from './line.js';
import { FactsReader, readLines, type FileFacts } from './lines.js';
import { idOf, type RepeatedIds } from './repeated-ids.js';

/** A file whose lines can all be sent. */
export interface ScannedFile extends FileFacts {
  lines: number;
  kind: LineKind;
}

const maxFaults = 10;

/** Reads all lines of a file, with their ids. Throws an error that names the lines that cannot be sent. */
export async function scan(path: string, ids: RepeatedIds): Promise<ScannedFile> {
  const faults: string[] = [];
  const facts = new FactsReader();
  let kind: LineKind | undefined;
  let lines = 0;
  for await (const some of readLines(path, facts)) {
    for (const line of some) {
      lines += 1;
      const value = parse(line);
      if (!('fault' in value)) kind ??= kindOf(value.json);
      const fault = 'fault' in value ? value.fault : faultOf(value.json, kind!);
      if (fault !== undefined) faults.push(`line ${lines}: ${fault}`);
      else if ('json' in value) ids.add(idOf(value.json));
      if (faults.length === maxFaults) throw refusal(path, [...faults, 'There may be more.']);
    }
  }
  if (faults.length > 0) throw refusal(path, faults);
  if (kind === undefined) throw new Error(`${path} has no lines.`);
  return { lines, kind, ...facts.end() };
}

/** An error about lines of a file. */
export function refusal(path: string, faults: readonly string[]): Error {
  return new Error(
    `${path} has lines that cannot be sent, so nothing was sent.\n${faults.map((one) => `  ${one}`).join('\n')}`,
  );
}

function parse(line: string): { json: unknown } | { fault: string } {
  if (line.trim() === '') return { fault: 'it is empty.' };
  try {
    return { json: JSON.parse(line) as unknown };
  } catch {
    return { fault: 'it is not JSON.' };
  }
}
