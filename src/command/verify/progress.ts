import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Verdict } from './judge.js';
import { type Ledger, openLedger, readJsonLines } from './ledger.js';
import type { Probe } from './probe.js';
import type { Result } from './run.js';
import { createSanitize, sanitizeHeaders } from './sanitize.js';

/** The result of a probe as the folder keeps it. */
export interface KeptResult extends Verdict {
  id: string;
  /** Tells whether the probe is still the same. */
  hash: string;
  /** The base URL that was asked. */
  baseURL: string;
  spent: number;
}

/** The folder of a run: a line for each result, and a recording for each answer. */
export interface Progress {
  /** The results of earlier runs for probes that are still the same. */
  kept: ReadonlyMap<string, KeptResult>;
  keep: (result: Result) => void;
  /** The things that probes have made at the service. */
  ledger: Ledger;
}

/** Opens the folder, and reads what earlier runs have found out at the same server. */
export function openProgress(folder: string, probes: readonly Probe[], baseURL: string, key: string): Progress {
  const recordings = join(folder, 'recordings');
  mkdirSync(recordings, { recursive: true });
  const file = join(folder, 'results.jsonl');
  const hashes = new Map(probes.map((probe) => [probe.id, hashOf(probe)]));
  const sanitize = createSanitize(key);
  const isCurrent = (line: KeptResult) => line.baseURL === baseURL && hashes.get(line.id) === line.hash;
  return {
    ledger: openLedger(join(folder, 'created.jsonl'), baseURL),
    kept: new Map(
      readJsonLines(file)
        .map((line) => line as unknown as KeptResult)
        .filter(isCurrent)
        .map((line) => [line.id, line]),
    ),
    keep({ probe, reply, outcome, reason, spent }) {
      if (outcome === 'not-asked' && reply === undefined) return;
      const { id } = probe;
      if (reply !== undefined) {
        const answer = { status: reply.status, headers: sanitizeHeaders(reply.headers), text: sanitize(reply.text) };
        const { protocol, method = 'POST', path, body, form } = probe.request;
        const recording = {
          id,
          request: { protocol, method, path, body, form },
          answer,
          milliseconds: reply.milliseconds,
        };
        writeFileSync(join(recordings, `${id.replaceAll('/', '--')}.json`), `${JSON.stringify(recording, null, 2)}\n`);
      }
      // What an account or a rate limit kept from being asked is asked again in the next run.
      if (outcome === 'not-asked') return;
      const line: KeptResult = {
        id,
        hash: hashes.get(id) ?? '',
        baseURL,
        outcome,
        reason: reason && sanitize(reason),
        spent,
      };
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    },
  };
}

function hashOf({ request, expected, before }: Probe): string {
  const text = JSON.stringify([request, expected, before], (_, value: unknown) =>
    value instanceof RegExp ? String(value) : value,
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
