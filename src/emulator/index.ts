export { createEmulator } from './emulator.js';
export { failures } from './refusal.js';
export { failingKeys } from './keys.js';
export type { AskedCall, Emulator, EmulatorOptions, RecordedCall } from './options.js';
export type { MidStreamFailure, RawAnswer, ScriptedAnswer } from './script.js';
export type { Certainty, Failure, FailureForm, FailureRow } from './failure.js';
export type { FailureName, NamedFailure } from './refusal.js';
export type { TokenLogprob, Usage } from './answer.js';
export type { Region } from './keys.js';
