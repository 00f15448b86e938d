import { createEmulator, type Emulator, type EmulatorOptions, type RecordedExchange } from 'ai-sdk-qwen/emulator';
import { strictEmulator } from './strict-emulator.js';

/** A recorder, the emulator that plays its service, and the recorded calls. */
export interface RecordedService {
  service: Emulator;
  recorder: Emulator;
  exchanges: RecordedExchange[];
  /** The recording as its files would hold it. */
  written: () => string;
}

/** Records calls of an emulator, in this process. */
export function recordService(options?: EmulatorOptions): RecordedService {
  const service = strictEmulator(options);
  const exchanges: RecordedExchange[] = [];
  const recorder = createEmulator({
    forward: {
      to: 'http://127.0.0.1:4010',
      fetch: (input, init) => service.fetch(input, init),
      record: (exchange) => void exchanges.push(exchange),
    },
  });
  return { service, recorder, exchanges, written: () => JSON.stringify(exchanges, null, 2) };
}

/** Records the answers of a service that a test writes. */
export function recordAnswers(
  fetch: (url: URL, init: RequestInit) => Promise<Response>,
): Omit<RecordedService, 'service'> {
  const exchanges: RecordedExchange[] = [];
  const recorder = createEmulator({
    forward: { to: 'https://dashscope-intl.aliyuncs.com', fetch, record: (exchange) => void exchanges.push(exchange) },
  });
  return { recorder, exchanges, written: () => JSON.stringify(exchanges, null, 2) };
}

/** An emulator that answers from calls as their files would hold them. */
export function replayOf(
  exchanges: readonly RecordedExchange[],
  options: Partial<EmulatorOptions['replay']> = {},
): Emulator {
  return createEmulator({ replay: { exchanges: JSON.parse(JSON.stringify(exchanges)), ...options } });
}
