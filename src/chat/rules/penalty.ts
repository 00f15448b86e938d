import type { Sampling } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import type { ModelRow } from '../../catalogue/row.js';

/** What is to be said of a penalty that Model Studio does not document, on either of its endpoints. */
export function penaltyWarnings({ foreign }: ModelRow, { frequencyPenalty }: Sampling): Warning[] {
  if (frequencyPenalty === undefined || foreign === true) return [];
  const details = 'It is sent, but the service does not document it; presencePenalty is documented.';
  return [{ type: 'unsupported-setting', setting: 'frequencyPenalty', details }];
}
