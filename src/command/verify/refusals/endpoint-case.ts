import type { FailureName } from '../../../emulator/index.js';
import type { ProbeRequest } from '../probe.js';

/** A request to an endpoint of one kind that a rule refuses before there is anything to pay, and the refusal. */
export interface EndpointCase {
  rule: FailureName;
  request: ProbeRequest;
  /** Default 400. */
  status?: number;
  code: string | null;
  message: string;
}

/** The same thing several times. */
export function times<Value>(count: number, value: Value): Value[] {
  return Array.from({ length: count }, () => value);
}
