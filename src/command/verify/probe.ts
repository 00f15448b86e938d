import type { QwenUsage } from '../../catalogue/usage.js';
import type { Certainty } from '../../emulator/index.js';
import type { Shape } from './shape.js';

/**
 * `refusals`: rules of the service. `capabilities`: rows of the catalogue. `shapes`: fields that the codecs read.
 * `stories`: the same of calls that belong together. `media`: of pictures and videos, which cost more than cents.
 */
type ProbeGroup = 'refusals' | 'capabilities' | 'shapes' | 'stories' | 'media';

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
  /** Requests before that of the probe. */
  before?: readonly Step[] | undefined;
  /** The request is sent again until its answer has one of these values. */
  until?: Step['until'];
  /** Requests that remove what was made, sent whatever came. */
  after?: readonly { removes: string; request: ProbeRequest }[] | undefined;
  /** The units that are billed if the service makes what is asked. Default: the tokens of the request. */
  paid?: { model: string; usage: QwenUsage } | undefined;
  /** The certainty of the expectation, and the page or recording that it comes from. */
  certainty: Certainty;
  source: string;
}

/** A request of a story, which must be answered. `{file}` in it stands for the id of the thing named `file`. */
export interface Step {
  /** For people, such as `upload`. */
  name: string;
  request: ProbeRequest;
  /** A thing that is made once, and the path of its id in the answer. */
  makes?: { name: string; path: string } | undefined;
  /** Asked again until a field has one of these values. */
  until?: { path: string; values: readonly string[] } | undefined;
  shape?: Shape | undefined;
}

/** A region that some probes need. */
export type ProbeRegion = 'beijing' | 'singapore';

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
  /** Fields of a form, sent in place of a body. */
  form?: Readonly<Record<string, string | { name: string; text: string }>> | undefined;
  /** The probe makes sense in this region only, or in these. */
  region?: ProbeRegion | readonly ProbeRegion[] | undefined;
}

/** The service refuses the request. */
export interface Refusal {
  kind: 'refusal';
  status: number;
  /** Undefined: any. */
  code?: string | null | undefined;
  /** The service's words. Undefined: any. */
  message?: string | RegExp | undefined;
  /** Every number that the message names, in any order. Undefined: any. */
  numbers?: readonly number[] | undefined;
}

/** The service answers with 200. */
export interface Answer {
  kind: 'answer';
  /** Fields of the answer, or of the events of the stream. */
  shape: Shape;
  /** True if it tells of a task that failed, which costs nothing. */
  isFree?: boolean | undefined;
}
