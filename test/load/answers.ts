import type { MidStreamFailure, ScriptedAnswer } from '../../src/emulator/index.js';

/** Kinds of faults; one answer in fifty has one, each kind in turn. */
export const faults = ['frame', 'data', 'error_finish', 'cut', 'malformed', 'end', 'refused'] as const;

/**
 * The failure of the answer with that number; undefined for the other 98 of a hundred. Its place among its fifty moves on, so
 * that faults fall on every way to read a stream.
 */
export function faultOf(number: number): (typeof faults)[number] | undefined {
  const fifty = Math.floor(number / 50);
  return number % 50 === (fifty * 3) % 50 ? faults[fifty % faults.length] : undefined;
}

export const callsTool = (number: number): boolean => number % 3 === 0;

const words = ['甲', ' Hello', '🙂', '\n\n', ' data: [DONE]', ' "\\', ' ümlaut'];

/** Pieces of a text that no other number has. */
export function piecesOf(number: number): string[] {
  return Array.from({ length: 20 }, (_, index) => `${number}.${index}${words[(number + index) % words.length]}`);
}

/** Arguments that no other number has. */
export function argumentsOf(number: number): { of: number; text: string } {
  return { of: number, text: piecesOf(number).join('') };
}

/** The message of an error that the service names. */
export const messageOf = (number: number): string => `This is only the fault of ${number}.`;

/** The emulator's answer to the prompt of that number. */
export function scriptOf(number: number): ScriptedAnswer {
  const fault = faultOf(number);
  const failure = { status: 500, code: 'InternalError', message: messageOf(number) };
  if (fault === 'refused') return { failure };
  const failAfter: MidStreamFailure | undefined = fault && { deltas: 3, form: fault, failure };
  const said: ScriptedAnswer = callsTool(number)
    ? { toolCalls: [{ name: 'note', arguments: argumentsOf(number) }] }
    : { deltas: piecesOf(number) };
  // Bytes come in pieces that respect neither events nor characters.
  return { ...said, deltaDelay: 1, chunkSize: 150 + (number % 250), ...(failAfter && { failAfter }) };
}
