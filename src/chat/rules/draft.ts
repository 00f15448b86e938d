import type { ChatRequest } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import type { Protocol } from '../../options/table.js';
import type { ModelRow } from '../../catalogue/row.js';

/** A call on its way through the rules of its model. The rules change `request` and add to `warnings`. */
export interface Draft {
  readonly row: ModelRow;
  readonly protocol: Protocol;
  request: ChatRequest;
  warnings: Warning[];
}
