import type { AnswerState } from './answer/answer.js';
import type { AnswerEvent } from './answer/event.js';
import type { Failure } from '../http/failure.js';
import type { Warning } from '../options/warning.js';
import type { ChatRequest } from './prompt/request.js';

/** One wire protocol's way to write a chat request and to read its answer. */
export interface ChatProtocol {
  encode(request: ChatRequest): {
    url: string;
    body: Record<string, unknown>;
    headers: Record<string, string>;
    warnings: Warning[];
  };
  /**
   * The events of one chunk, or of a whole answer, put behind `events`; a failure if the answer broke off there.
   * `events` has what came before that.
   */
  decode(state: AnswerState, chunk: unknown, events?: AnswerEvent[]): AnswerEvent[] | Failure;
  /** What is wrong with an answer that ends here, if anything is. */
  checkEnd(state: AnswerState): Failure | undefined;
  /** Whether an error says that the call went to the wrong place. */
  misrouted?(error: Error): boolean;
  /** Remembers that a model isn't served at a URL; false if there is no other place left to try. */
  reroute?(model: string, url: string): boolean;
}
