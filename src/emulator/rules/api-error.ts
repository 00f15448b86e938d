import { toText } from '../util/objects.js';
import type { Failure, FailureForm, FailureRow } from './failure.js';
import { verified } from './verified.js';
import { serviceFailures } from './service-failures.js';
import { allRules, type RuleName } from './rules.js';

/** The name of a failure in the emulator's tables. */
export type FailureName = keyof typeof serviceFailures | RuleName;

/** A row of the tables, with its name. */
export interface NamedFailure extends FailureRow {
  name: FailureName;
  /** No request brings it about: the account, the load or a fault of the service does. */
  unprovoked?: true;
}

const rows: Record<string, FailureRow> = { ...serviceFailures, ...allRules };

/** Every failure the emulator can produce, with its source and how sure it is. */
export const failures: readonly NamedFailure[] = Object.entries(rows).map(([name, row]) => ({
  ...row,
  ...(verified[name] === undefined ? {} : { certainty: 'recorded', source: verified[name] }),
  name: name as FailureName,
  ...(Object.hasOwn(allRules, name) ? {} : { unprovoked: true as const }),
}));

/** Thrown by a check: the request ends with this failure. */
export class ApiError extends Error {
  readonly failure: Failure & { algorithm?: true };
  /** Undefined: as the service frames this failure. */
  readonly form: FailureForm | undefined;

  constructor(failure: Failure & { algorithm?: true }, form?: FailureForm) {
    super(failure.message);
    this.name = 'ApiError';
    this.failure = failure;
    this.form = form;
  }
}

/** Refuses the request by a rule, and fills in each `{word}` of the message from `words`. */
export function refuse(name: RuleName, words: Record<string, unknown> = {}): never {
  throw new ApiError(refusalBy(name, words));
}

/** The refusal by a rule, for what is refused without an error. */
export function refusalBy(name: RuleName, words: Record<string, unknown> = {}): FailureRow {
  return fill(allRules[name], words);
}

/** The failure with that name, or the one given. An unknown name is a mistake in the scenario, and throws. */
export function failureOf(failure: FailureName | Failure): Failure & { algorithm?: true } {
  if (typeof failure !== 'string') return failure;
  const row = rows[failure];
  if (row === undefined) {
    throw new TypeError(`The emulator knows no failure named '${failure}'. Known: ${Object.keys(rows).join(', ')}`);
  }
  return fill(row, {});
}

function fill(row: FailureRow, words: Record<string, unknown>): FailureRow {
  const put = (message: string) => message.replace(/\{(\w+)\}/g, (_, word: string) => toText(words[word] ?? 'xxx'));
  const { message, nativeMessage, param } = row;
  return {
    ...row,
    message: put(message),
    ...(nativeMessage && { nativeMessage: put(nativeMessage) }),
    ...(param && { param: put(param) }),
  };
}
