import type { Certainty } from '../../emulator/index.js';
import type { Shape } from './shape.js';

/** `refusals`: rules of the service. `capabilities`: rows of the catalogue. `shapes`: fields that the codecs read. */
export type ProbeGroup = (typeof probeGroups)[number];

export const probeGroups = ['refusals', 'capabilities', 'shapes'] as const;

/** One request that the contract makes, and the answer that the project expects. */
export interface Probe {
  /** Unique and stable, such as `refusals/temperature/1`. */
  id: string;
  group: ProbeGroup;
  request: ProbeRequest;
  expected: Refusal | Answer;
  /** Set if the sources disagree: the disagreement. No answer counts as a difference. */
  open?: string | undefined;
  /** True if the model thinks whatever it is asked, which costs tokens without a limit. */
  thinks?: boolean | undefined;
  /** The certainty of the expectation, and the page or recording that it comes from. */
  certainty: Certainty;
  source: string;
}

export interface ProbeRequest {
  protocol: 'compatible' | 'dashscope';
  /** After the protocol's base URL. */
  path: string;
  /** Default POST. */
  method?: string | undefined;
  /** Sent in place of the user's key; null sends none. */
  key?: string | null | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  /** A string is sent as it is. */
  body?: unknown;
  /** The probe makes sense in this region only. */
  region?: 'beijing' | 'singapore' | undefined;
}

/** The service refuses the request. */
export interface Refusal {
  kind: 'refusal';
  status: number;
  /** Undefined: any. */
  code?: string | null | undefined;
  /** The service's words. Undefined: any. */
  message?: string | RegExp | undefined;
}

/** The service answers with 200. */
export interface Answer {
  kind: 'answer';
  /** Fields of the answer, or of the events of the stream. */
  shape: Shape;
}
