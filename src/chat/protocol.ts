import type { AnswerState } from './answer/answer.js';
import type { AnswerEvent } from './answer/event.js';
import type { Failure } from '../http/failure.js';
import type { Warning } from '../options/warning.js';
import type { ChatRequest } from './prompt/request.js';

/** The functions of a wire protocol that write a chat request and read its answer. */
export interface ChatProtocol {
  encode(request: ChatRequest): {
    url: string;
    body: Record<string, unknown>;
    headers: Record<string, string>;
    warnings: Warning[];
    /** Texts of the body that nothing may show. */
    secrets?: readonly string[];
    /** The body as errors and the result show it, if that differs. */
    shown?: Record<string, unknown>;
    /** Names of the service's own tools in this call. */
    builtInNames?: ReadonlyMap<string, string>;
  };
  /**
   * Adds the events of one chunk, or of a whole answer, to `events` and returns them; a failure if the answer broke off
   * there. The events before the failure are then in `events`.
   */
  decode(state: AnswerState, chunk: unknown, events?: AnswerEvent[]): AnswerEvent[] | Failure;
  /** The failure of an answer that ends here; undefined for a complete one. */
  checkEnd(state: AnswerState): Failure | undefined;
  /** True if an error says that the call went to the wrong endpoint. */
  misrouted?(error: Error): boolean;
  /** Remembers that an endpoint does not serve a model; false if there is no other one to try. */
  reroute?(model: string, url: string): boolean;
}
