import { anyObject, type OptionCheck } from './checks.js';
import type { KnownOptions } from './types.js';

/** The wire protocols: OpenAI-compatible, or the native one of DashScope. */
export type Protocol = 'compatible' | 'dashscope';

/** One option: its check, the protocols that have it, and the form in which it is sent. */
export interface OptionRow<Value = unknown> {
  check: OptionCheck<Value>;
  /**
   * `parameter`: under its name in snake_case. `setting`: written by the codec beside a setting of the AI SDK.
   * `header`: as a header. `local`: not sent.
   */
  sentAs: 'parameter' | 'setting' | 'header' | 'local';
  /** The protocols that carry it. Default: all. */
  protocols?: readonly Protocol[];
  /** Rows of the fields, for an option that is an object of options. */
  group?: OptionRows;
  /** Fields of the group that are required. */
  required?: readonly string[];
}

/** Rows by option name. */
export type OptionRows = Readonly<Record<string, OptionRow>>;

/**
 * A row for every option of a type; an option without a row does not compile. `Extra` is what the rows of a kind add.
 */
export type OptionTable<Options, Extra = unknown> = {
  readonly [Name in keyof Required<KnownOptions<Options>>]: OptionRow<NonNullable<Options[Name & keyof Options]>> &
    Extra;
};

/** The options that one place accepts: a call, a message, a part, a model, or a group of options. */
export interface OptionSet<Options = unknown> {
  rows: OptionTable<Options>;
  /** Names the place that has an option which this place lacks. */
  placeOf?(name: string): string | undefined;
}

/** A row for an option that is sent under its name in snake_case. */
export function parameter<Value>(check: OptionCheck<Value>, ...protocols: Protocol[]): OptionRow<Value> {
  return { check, sentAs: 'parameter', ...(protocols.length > 0 && { protocols }) };
}

/** A row for an option that the codec writes beside a setting of the AI SDK. */
export function setting<Value>(check: OptionCheck<Value>): OptionRow<Value> {
  return { check, sentAs: 'setting' };
}

/** A row for an option that is sent as a header. */
export function header<Value>(check: OptionCheck<Value>): OptionRow<Value> {
  return { check, sentAs: 'header' };
}

/** A row for an option that is not sent. */
export function local<Value>(check: OptionCheck<Value>): OptionRow<Value> {
  return { check, sentAs: 'local' };
}

/** A row for a parameter that is an object of options. An error names the exact field. */
export function group<Options>(
  rows: OptionTable<Options>,
  required: readonly (keyof KnownOptions<Options> & string)[] = [],
  ...protocols: Protocol[]
): OptionRow<Options> {
  const check = anyObject as OptionCheck<unknown> as OptionCheck<Options>;
  return { ...parameter(check, ...protocols), group: rows as OptionRows, required };
}

/** True if a protocol has an option. */
export function isCarried({ protocols }: OptionRow, protocol: Protocol): boolean {
  return protocols === undefined || protocols.includes(protocol);
}
