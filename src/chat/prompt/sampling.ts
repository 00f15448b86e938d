import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Sampling } from './request.js';

// The others are integers; the AI SDK checks them.
const names = ['temperature', 'topP', 'topK', 'presencePenalty', 'frequencyPenalty'] as const;

/** Throws for a number that JSON cannot write and would send as null. */
export function checkSampling(sampling: Sampling): void {
  for (const name of names) {
    const value = sampling[name];
    if (typeof value !== 'number' || Number.isFinite(value)) continue;
    throw new InvalidArgumentError({ argument: name, message: `${name} is ${value}; expected a finite number.` });
  }
}
