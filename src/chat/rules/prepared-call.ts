import type { ChatRequest } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import type { Protocol } from '../../options/table.js';
import type { ModelCapabilities } from '../../catalogue/capabilities.js';

/** A call on its way through the rules of its model. The rules change `request` and add to `warnings`. */
export interface PreparedCall {
  readonly capabilities: ModelCapabilities;
  readonly protocol: Protocol;
  request: ChatRequest;
  warnings: Warning[];
}
