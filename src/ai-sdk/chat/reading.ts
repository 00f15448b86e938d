import type { OptionReader, PartOptions } from '../../chat/checked-options.js';
import type { ProviderOptions } from '../../options/types.js';
import type { Warning } from '../../options/warning.js';

/** A part of a message of the specifications V2 to V4. Each specification names its fields differently. */
export type Part = Record<string, unknown>;

/** A message of those specifications. */
export interface PromptMessage {
  role: string;
  content: unknown;
  providerOptions?: ProviderOptions;
}

/** The state that the readers of one prompt share. */
export interface Reading {
  reader: OptionReader;
  warnings: Warning[];
}

export function optionsOf(part: Part, { reader, warnings }: Reading): PartOptions | undefined {
  return reader.part(part.providerOptions as ProviderOptions, warnings);
}

export function leaveOut({ warnings }: Reading, what: string): undefined {
  const message = `The service accepts no ${what}; it was left out.`;
  // A spoken answer has many files.
  if (!warnings.some((warning) => warning.type === 'other' && warning.message === message)) {
    warnings.push({ type: 'other', message });
  }
  return undefined;
}
