import type { Certainty, FailureRow } from './failure.js';

export const errorCodes = 'Model Studio docs, error codes page (May 2026)';
export const publicIssue = 'body quoted in a public issue';
export const apiReference = 'Model Studio docs, Qwen API reference (March 2026)';
export const consoleCatalogue = 'Model Studio console, model catalogue (May 2026)';
export const emulatorOnly = 'the emulator; the service is not known to refuse it';

export function invalid(message: string, certainty: Certainty, source: string): FailureRow {
  return {
    status: 400,
    code: 'invalid_parameter_error',
    nativeCode: 'InvalidParameter',
    message,
    certainty,
    source,
  };
}

/** A rule of the model server: errors outside streams name the inner error before the message. */
export function refusedByModel(message: string, certainty: Certainty, source: string): FailureRow {
  return { ...invalid(message, certainty, source), algorithm: true };
}

export function assumed(message: string, source = apiReference): FailureRow {
  return invalid(message, 'assumed', source);
}

export function documented(message: string): FailureRow {
  return invalid(message, 'documented', errorCodes);
}
