import type { ChatRequest } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import type { Protocol } from '../../options/table.js';
import type { ModelCapabilities } from '../../catalogue/capabilities.js';

/** A call while its model's rules are applied. The rules change `request` and add to `warnings`. */
export interface PreparedCall {
  readonly capabilities: ModelCapabilities;
  readonly protocol: Protocol;
  request: ChatRequest;
  warnings: Warning[];
}
