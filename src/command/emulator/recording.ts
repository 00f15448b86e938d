import { loadRecording, recordInto, type EmulatorOptions, type Recording } from '../../emulator/index.js';
import { UsageError } from '../exit-codes.js';
import { ownAnswers, type Source } from './addresses.js';

/** The options of the command that concern recordings, as they were given. */
export interface RecordingValues {
  forward: string | undefined;
  record: string | undefined;
  replay: string | undefined;
  otherwise: 'refuse' | 'emulate' | undefined;
  timing: boolean | undefined;
}

/** Options of the command that only the emulator's own answers follow. */
export interface EmulationValues {
  region: string | undefined;
  delay: string | undefined;
  scenario: string | undefined;
  unknown: string | undefined;
}

type Given = Pick<EmulatorOptions, 'forward' | 'replay'>;

/** Reads where answers come from. An option that would have no effect is a wrong usage. */
export async function readRecording(values: RecordingValues, emulation: EmulationValues): Promise<Given> {
  const { forward, record, replay, otherwise, timing } = values;
  if (forward !== undefined && replay !== undefined) {
    throw new UsageError('--forward asks the service and --replay answers without it: give one of them.');
  }
  if (record !== undefined && forward === undefined) throw new UsageError('--record needs --forward.');
  for (const name of ['otherwise', 'timing'] as const) {
    if (values[name] !== undefined && replay === undefined) throw new UsageError(`--${name} needs --replay.`);
  }
  const answersItself = forward === undefined && (replay === undefined || otherwise === 'emulate');
  const idle = Object.entries(emulation).find(([, value]) => value !== undefined);
  if (!answersItself && idle !== undefined) {
    const source = forward === undefined ? '--replay without --otherwise emulate' : '--forward';
    throw new UsageError(`--${idle[0]} has no effect with ${source}.`);
  }
  if (forward !== undefined) {
    return { forward: { to: forward, record: record === undefined ? undefined : await openFolder(record) } };
  }
  return replay === undefined ? {} : { replay: { ...(await readFolder(replay)), otherwise, timing } };
}

/** Says where answers come from. */
export function sourceOf({ forward, record, replay, otherwise }: RecordingValues): Source {
  if (forward !== undefined) {
    const kept = record === undefined ? '' : `, and are kept in ${record}`;
    return { text: `Calls go on to ${forward}, with the key of the caller${kept}.`, key: undefined };
  }
  if (replay === undefined) return ownAnswers;
  const others = otherwise === 'emulate' ? 'the emulator answers other calls' : 'other calls are refused';
  return { ...ownAnswers, text: `Answers come from ${replay}, and ${others}. Any key will do.` };
}

async function openFolder(folder: string): ReturnType<typeof recordInto> {
  try {
    return await recordInto(folder);
  } catch (error) {
    throw new UsageError(`--record cannot write into ${folder}: ${reasonOf(error)}`);
  }
}

async function readFolder(folder: string): Promise<Recording> {
  try {
    return await loadRecording(folder);
  } catch (error) {
    throw new UsageError(`--replay cannot read ${folder}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
