export { createEmulator } from './emulator.js';
export { failures } from './rules/api-error.js';
export { loadRecording, recordInto } from './recordings/folder.js';
export { failingKeys } from './checks/key.js';
export type { ListenOptions } from './server/listen.js';
export type { AskedCall, CallLimits, Emulator, EmulatorOptions, RecordedCall } from './options.js';
export type { MidStreamFailure, RawAnswer, ScriptedAnswer } from './model/script.js';
export type { Certainty, Failure, FailureForm, FailureRow } from './rules/failure.js';
export type { FailureName, NamedFailure } from './rules/api-error.js';
export type { Source, TokenLogprob, Usage } from './model/answer.js';
export type { FileProcessing } from './stores/files.js';
export type { Break, TaskStep } from './stores/faults.js';
export type { Creations } from './stores/media.js';
export type { TaskDelay } from './stores/tasks.js';
export type { BatchCounts, BatchLimits, BatchOptions } from './stores/batches.js';
export type { BatchDelay, ScriptedBatch, ScriptedTask } from './model/script.js';
export type { Region } from './catalogue/regions.js';
export type { ForwardOptions } from './recordings/forward.js';
export type { ReplayOptions } from './recordings/replay.js';
export type {
  RecordedChunk,
  RecordedExchange,
  RecordedField,
  RecordedFile,
  RecordedRequest,
  RecordedResponse,
  Recording,
} from './recordings/exchange.js';
