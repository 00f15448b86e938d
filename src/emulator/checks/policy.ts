import { refuse } from '../rules/api-error.js';

/** Decides about parameters that the service is not known to refuse. */
export interface ParameterPolicy {
  /** A field that the emulator does not know. */
  unknown: (field: string) => void;
  /** A field that is documented for other models only. */
  unsupported: (field: string, model: string) => void;
}

/** A body with thousands of unknown fields must not fill the memory. */
const maxWarnings = 20;
const maxNameLength = 100;

/**
 * Makes the policy of one request. `warn` collects a warning for each field, which is then ignored; `refuse`
 * answers 400.
 */
export function createPolicy(mode: 'warn' | 'refuse', warnings: string[]): ParameterPolicy {
  if (mode === 'refuse') {
    return {
      unknown: (field) => refuse('unknown-field', { field }),
      unsupported: (field, model) => refuse('parameter-unsupported', { field, model }),
    };
  }
  let count = 0;
  const warn = (text: string) => {
    count += 1;
    if (count <= maxWarnings) warnings.push(text);
    else warnings[maxWarnings] = `and ${count - maxWarnings} more`;
  };
  return {
    unknown: (field) => warn(`Unknown parameter '${shorten(field)}' is ignored.`),
    unsupported: (field, model) => warn(`The model ${model} does not support ${shorten(field)}, it is ignored.`),
  };
}

function shorten(name: string): string {
  return name.length > maxNameLength ? `${name.slice(0, maxNameLength)}…` : name;
}
