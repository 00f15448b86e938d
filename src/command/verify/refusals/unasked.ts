import { type FailureName, failures } from '../../../emulator/index.js';

/** Rules that no probe asks, and the reason. */
export interface Unasked {
  reason: string;
  rules: readonly FailureName[];
}

/** True for the source of a rule that only the emulator has, such as for unknown parameters. */
export function isEmulatorsOwn(source: string): boolean {
  return source.startsWith('the emulator');
}

const names = failures.map(({ name }) => name);
const startingWith = (start: string) => names.filter((name) => name.startsWith(start));

/** Chat models refuse pictures by these. */
const ofChat = ['image-dimensions', 'image-undecodable'];

const unprovoked = failures.filter((failure) => failure.unprovoked).map(({ name }) => name);

/** Every rule of the emulator without a probe. A test holds this list against the probes. */
export const unaskedRules: readonly Unasked[] = [
  { reason: 'No request brings it about: the account, the load or a fault of the service does.', rules: unprovoked },
  {
    reason: 'Only the emulator has it.',
    rules: failures.filter(({ source }) => isEmulatorsOwn(source)).map(({ name }) => name),
  },
  {
    reason: 'It makes images: one that the service does not refuse is billed.',
    rules: [
      ...startingWith('image-').filter((name) => !unprovoked.includes(name) && !ofChat.includes(name)),
      'media-invalid-url',
    ],
  },
  {
    reason: 'It makes videos or images in a task: one that the service does not refuse is billed.',
    rules: [...startingWith('video-'), 'synchronous-call', 'media-model-unknown'],
  },
  {
    reason: 'It needs an uploaded file with that fault.',
    rules: ['file-parsing', 'file-blank', 'file-purpose', 'file-missing'],
  },
  { reason: 'It needs a line of more than 1 MB, which is billed if the service takes it.', rules: ['batch-line-size'] },
  { reason: 'It needs a file of more than 50,000 lines.', rules: ['batch-lines'] },
  { reason: 'It needs a file of more than 150 MB.', rules: ['file-size', 'batch-file-size'] },
  {
    reason: 'It needs an account that is full.',
    rules: ['batch-account-bytes', 'batch-account-files', 'batch-capacity'],
  },
  { reason: 'It needs a key of a region without batches.', rules: ['batch-region'] },
  { reason: 'Its host is not one of those that verify asks.', rules: ['batch-chat-model', 'batch-chat-stream'] },
  {
    reason: 'It needs an answer or a conversation that was stored before.',
    rules: [
      'responses-failed',
      'responses-lost',
      'responses-items-lost',
      'conversation-lost',
      'conversation-item-lost',
    ],
  },
  {
    reason: 'It needs a recording that is long, nearly empty, silent, or out of reach.',
    rules: [
      'asr-too-long',
      'asr-empty',
      'asr-silence',
      'asr-download',
      'asr-file-forbidden',
      'asr-file-missing',
      'asr-file-download',
    ],
  },
  { reason: "It needs an application of the key's account.", rules: startingWith('application-') },
];
