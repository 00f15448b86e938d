import { InvalidArgumentError } from '@ai-sdk/provider';
import { didYouMean } from '../util/nearest.js';

/** Refuses a member of a call's options that is not an option: the result of the call has no place for a warning. */
export function refuseUnknown<Options extends object>(
  options: Options | undefined,
  known: Record<keyof Options, true>,
): void {
  for (const name of Object.keys(options ?? {})) {
    if (Object.hasOwn(known, name) || options![name as keyof Options] === undefined) continue;
    const names = Object.keys(known);
    const advice = didYouMean(name, names) ?? `The options are ${names.join(', ')}.`;
    throw new InvalidArgumentError({ argument: name, message: `${name}: there is no such option. ${advice}` });
  }
}
