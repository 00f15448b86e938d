import type { Answer, Probe, Refusal } from './probe.js';
import { errorOf, type Reply, type ReportedError, valuesOf } from './reply.js';
import { faultsOfShape } from './shape.js';

/**
 * The result of a probe. `open`: the sources disagree, and the reason says what came. `not-asked`: the account, the
 * region or the network did not let the question through.
 */
export interface Verdict {
  outcome: 'agrees' | 'differs' | 'open' | 'not-asked';
  reason?: string | undefined;
}

/** Holds an answer against what the project expects. */
export function judge({ expected, request, open }: Probe, reply: Reply): Verdict {
  const error = errorOf(reply);
  const barrier = request.key === undefined ? barrierOf(error, expected) : undefined;
  if (barrier !== undefined) return { outcome: 'not-asked', reason: barrier };
  if (open !== undefined) return { outcome: 'open', reason: `${open}. ${answerInWords(error)}` };
  const faults =
    expected.kind === 'refusal' ? faultsOfRefusal(expected, error, reply) : faultsOfAnswer(expected, reply);
  return faults.length === 0 ? { outcome: 'agrees' } : { outcome: 'differs', reason: faults.join('; ') };
}

function answerInWords(error: ReportedError | undefined): string {
  return error === undefined ? 'The service answers' : `The service refuses: ${error.code}: ${error.message}`;
}

/** Errors that say nothing about the rule: the key, the account, the region's models, the rate. */
function barrierOf(error: ReportedError | undefined, expected: Refusal | Answer): string | undefined {
  if (error === undefined || (expected.kind === 'refusal' && expected.status === error.status)) return undefined;
  const barriers: Record<number, string> = {
    401: 'the key is refused',
    403: 'the account has no access',
    404: 'the region has no such model',
    429: 'the rate limit',
  };
  const barrier = barriers[error.status] ?? (error.status >= 500 ? 'a fault of the service' : undefined);
  return barrier && `${barrier}: ${error.code ?? error.status}`;
}

function faultsOfRefusal(expected: Refusal, error: ReportedError | undefined, reply: Reply): string[] {
  if (error === undefined) return [`expected a refusal (${expected.status}), got an answer (${reply.status})`];
  const faults: string[] = [];
  if (error.status !== expected.status) faults.push(`expected status ${expected.status}, got ${error.status}`);
  if (expected.code !== undefined && error.code !== expected.code) {
    faults.push(`expected code ${expected.code}, got ${error.code}`);
  }
  if (!saysSo(expected.message, error.message)) {
    faults.push(`expected the words ${JSON.stringify(String(expected.message))}, got ${JSON.stringify(error.message)}`);
  }
  const named = numbersIn(error.message);
  if (expected.numbers !== undefined && !sameNumbers(expected.numbers, named)) {
    faults.push(`expected the numbers ${expected.numbers.join(', ')}, got ${JSON.stringify(error.message)}`);
  }
  return faults;
}

/** The numbers of a message, without the status that the model server puts in front. */
export function numbersIn(message: string): number[] {
  return (message.replace(/^<\d+>/, '').match(/\b\d+\b/g) ?? []).map(Number);
}

function sameNumbers(one: readonly number[], other: readonly number[]): boolean {
  return one.every((number) => other.includes(number)) && other.every((number) => one.includes(number));
}

function saysSo(expected: string | RegExp | undefined, message: string): boolean {
  if (expected === undefined) return true;
  return typeof expected === 'string' ? message === expected : expected.test(message);
}

function faultsOfAnswer({ shape }: Answer, reply: Reply): string[] {
  const error = errorOf(reply);
  if (error !== undefined) return [`expected an answer, got ${error.status} ${error.code}: ${error.message}`];
  if (reply.status !== 200) return [`expected status 200, got ${reply.status}`];
  return faultsOfShape(shape, valuesOf(reply));
}
