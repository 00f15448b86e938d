import type { Sampling } from '../prompt/request.js';
import type { Warning } from '../../options/warning.js';
import type { ModelCapabilities } from '../../catalogue/capabilities.js';

/** Warnings about a penalty that Model Studio documents on neither endpoint. */
export function penaltyWarnings({ foreign }: ModelCapabilities, { frequencyPenalty }: Sampling): Warning[] {
  if (frequencyPenalty === undefined || foreign === true) return [];
  const details = 'It is sent, but the service does not document it; presencePenalty is documented.';
  return [{ type: 'unsupported-setting', setting: 'frequencyPenalty', details }];
}
