import { checkExchange } from './check-exchange.js';
import { Forward, type ForwardOptions } from './forward.js';
import { Replay, type ReplayOptions } from './replay.js';
import type { IncomingRequest } from './request.js';

/** The calls that the emulator passes on or answers from a recording. */
export interface Recordings {
  /** Answers a call; undefined if the emulator should. */
  answer: (incoming: IncomingRequest) => Promise<Response | undefined>;
  reset: () => void;
  /** Resolves when every call that was begun is recorded. */
  settled: () => Promise<void>;
}

/** Options of an emulator that concern recordings. */
export interface RecordingOptions {
  forward?: ForwardOptions | undefined;
  replay?: ReplayOptions | undefined;
}

export function createRecordings({ forward, replay }: RecordingOptions): Recordings {
  if (forward !== undefined && replay !== undefined) {
    throw new TypeError('An emulator takes `forward` or `replay`, not both: record first, then answer from it.');
  }
  if (forward !== undefined) {
    const passing = new Forward(forward);
    return { answer: (incoming) => passing.answer(incoming), reset() {}, settled: () => passing.settled() };
  }
  const replaying = replay && new Replay(checkReplay(replay));
  return {
    answer: async (incoming) => replaying?.answer(incoming),
    reset: () => replaying?.reset(),
    settled: async () => {},
  };
}

function checkReplay(replay: ReplayOptions): ReplayOptions {
  const { exchanges, otherwise } = replay;
  if (!Array.isArray(exchanges)) {
    throw new TypeError('replay.exchanges must be a list of exchanges. `loadRecording(folder)` reads one.');
  }
  if (otherwise !== undefined && otherwise !== 'refuse' && otherwise !== 'emulate') {
    throw new TypeError(`replay.otherwise must be 'refuse' or 'emulate', given ${String(otherwise)}`);
  }
  for (const [index, exchange] of exchanges.entries()) checkExchange(exchange, `replay.exchanges[${index}]`);
  return replay;
}
