import type { ChatRequest } from '../../core/request.js';
import type { Warning } from '../../core/warning.js';
import type { ModelRow } from '../row.js';

/** A call on its way through the rules of its model. The rules change `request` and add to `warnings`. */
export interface Draft {
  readonly row: ModelRow;
  readonly protocol: 'compatible' | 'native';
  request: ChatRequest;
  warnings: Warning[];
}
