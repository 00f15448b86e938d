import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = process.env.QWEN_RECORDINGS;

/** The recordings are not part of the project: these tests run where the variable names their folder. */
export function describeRecorded(title: string, tests: () => void): void {
  if (folder !== undefined) {
    describe(title, tests);
    return;
  }
  const reason = 'skipped: the variable QWEN_RECORDINGS names no folder of recordings';
  console.info(`${title}: ${reason}`);
  describe.skip(`${title} (${reason})`, () => {
    test('recordings are compared where the variable names their folder', () => expect.unreachable());
  });
}

export function readRecording(path: string): string {
  return readFileSync(join(folder ?? '', path), 'utf8');
}

export function listRecordings(path: string): string[] {
  return readdirSync(join(folder ?? '', path)).filter((name) => name !== 'SOURCES.md');
}

/** The chunks of a recording that has one on a line, without the framing of the stream. */
export function readChunks(path: string): string[] {
  return readRecording(path)
    .split('\n')
    .filter((line) => line.trim() !== '');
}
