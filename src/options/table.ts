import { anyObject, type OptionCheck } from './checks.js';
import type { KnownOptions } from './types.js';

/** The wire protocols: the OpenAI-compatible one and DashScope's own. */
export type Protocol = 'compatible' | 'dashscope';

/** One option: how it is checked, which protocols have it, and how it is sent. */
export interface OptionRow<Value = unknown> {
  check: OptionCheck<Value>;
  /**
   * `parameter`: under its name in snake_case. `setting`: beside a setting of the AI SDK, by the codec. `header`: as a
   * header. `local`: not at all.
   */
  sentAs: 'parameter' | 'setting' | 'header' | 'local';
  /** The protocols that carry it. Default: all. */
  protocols?: readonly Protocol[];
  /** Set for an option that is an object of options, each of which is checked by itself. */
  group?: OptionRows;
  /** Fields of the group that must be there. */
  required?: readonly string[];
}

/** Rows by the name of their option. */
export type OptionRows = Readonly<Record<string, OptionRow>>;

/** A row for every option of a type. One that is added to the type and not to its table does not compile. `Extra` is what the rows of a kind have besides. */
export type OptionTable<Options, Extra = unknown> = {
  readonly [Name in keyof Required<KnownOptions<Options>>]: OptionRow<NonNullable<Options[Name & keyof Options]>> &
    Extra;
};

/** The options that one place may be given: a call, a message, a part, a model, or a group of options. */
export interface OptionSet<Options = unknown> {
  rows: OptionTable<Options>;
  /** The place that has an option which this one has not, in words. */
  placeOf?(name: string): string | undefined;
}

/** An option that is sent under its name in snake_case. */
export function parameter<Value>(check: OptionCheck<Value>, ...protocols: Protocol[]): OptionRow<Value> {
  return { check, sentAs: 'parameter', ...(protocols.length > 0 && { protocols }) };
}

/** An option that the codec writes beside a setting of the AI SDK. */
export function setting<Value>(check: OptionCheck<Value>): OptionRow<Value> {
  return { check, sentAs: 'setting' };
}

/** An option that is sent as a header. */
export function header<Value>(check: OptionCheck<Value>): OptionRow<Value> {
  return { check, sentAs: 'header' };
}

/** An option that is not sent. */
export function local<Value>(check: OptionCheck<Value>): OptionRow<Value> {
  return { check, sentAs: 'local' };
}

/** A parameter that is an object of options, so that an error names the very field. */
export function group<Options>(
  rows: OptionTable<Options>,
  required: readonly (keyof KnownOptions<Options> & string)[] = [],
  ...protocols: Protocol[]
): OptionRow<Options> {
  const check = anyObject as OptionCheck<unknown> as OptionCheck<Options>;
  return { ...parameter(check, ...protocols), group: rows as OptionRows, required };
}

/** Whether a protocol carries an option. */
export function isCarried({ protocols }: OptionRow, protocol: Protocol): boolean {
  return protocols === undefined || protocols.includes(protocol);
}
