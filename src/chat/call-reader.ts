import { lazy } from '../util/lazy.js';
import type { CallReader } from './model.js';
import { hasOptions, hasProviderOptions } from '../options/names.js';
import type { ChatOptions, OptionReader } from './options.js';
import type { ProviderOptions } from '../options/types.js';
import type { Warning } from '../options/warning.js';
import type { ModelOptionReader } from './read-options.js';

/** What reads and checks options. It takes zod along, so it is loaded when there are options to check. */
export const optionChecks = /* @__PURE__ */ lazy(() => import('./read-options.js'));

/** Makes what reads the calls of a model, whose own `options` are checked at the first of them. */
export function createCallReader(kind: 'chat' | 'completion', options: object | undefined): CallReader {
  const given = { ...options };
  let own: Own | undefined = hasOptions(given) ? undefined : { defaults: noOptions(), warnings: [] };
  return async (read, abortSignal) => {
    if (own !== undefined && optionChecks.value === undefined) {
      const finder = new OptionFinder();
      const call = read(finder, own.defaults);
      if (!finder.found) return call;
    }
    const { readers } = optionChecks.value ?? (await optionChecks.load(abortSignal));
    const reader = readers[kind];
    own ??= readOwn(reader, given);
    const call = read(reader, own.defaults);
    return { ...call, warnings: [...own.warnings, ...call.warnings] };
  };
}

/** A model's own options, and what is to be said of them. */
interface Own {
  defaults: ChatOptions;
  warnings: Warning[];
}

function readOwn(reader: ModelOptionReader, given: object): Own {
  const warnings: Warning[] = [];
  return { defaults: reader.defaults(given, warnings), warnings };
}

function noOptions(): ChatOptions {
  return { known: {}, extra: {} };
}

/** Reads a call as if it had no options, and tells whether it has any. */
class OptionFinder implements OptionReader {
  found = false;

  chat(options: ProviderOptions): ChatOptions {
    this.look(options);
    return noOptions();
  }

  message(options: ProviderOptions): undefined {
    this.look(options);
  }

  part(options: ProviderOptions): undefined {
    this.look(options);
  }

  private look(options: ProviderOptions): void {
    this.found ||= hasProviderOptions(options);
  }
}
