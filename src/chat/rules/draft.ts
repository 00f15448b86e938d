import type { ChatRequest } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import type { ModelRow } from '../../catalogue/row.js';

/** A call on its way through the rules of its model. The rules change `request` and add to `warnings`. */
export interface Draft {
  readonly row: ModelRow;
  readonly protocol: 'compatible' | 'dashscope';
  request: ChatRequest;
  warnings: Warning[];
}
