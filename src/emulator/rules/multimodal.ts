import type { FailureRow } from './failure.js';
import { assumed, documented } from './rows.js';

const page = 'Model Studio docs, multimodal embedding page (Sep 2026)';

/** Refusals of multimodal embedding models. */
export const multimodalRules = {
  'contents-empty': documented('input can not be empty: input.contents'),
  'contents-item': {
    ...assumed('{field} must be {accepted}', page),
    status: 500,
    code: 'internal_error',
    nativeCode: 'InternalError.Algo',
  },
  'contents-count': assumed('Range of the number of {kind} should be [0, {limit}]: input.contents', page),
  'contents-dimension': assumed('dimension is invalid, it should be in {accepted}: parameters.dimension', page),
} satisfies Record<string, FailureRow>;
