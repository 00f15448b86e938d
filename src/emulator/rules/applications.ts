import type { FailureRow } from './failure.js';
import { assumed } from './rows.js';

const page = 'Model Studio docs, API reference of agent and workflow applications (May 2026)';

/** Rules of applications. The limits are documented, the words are not. */
export const applicationRules = {
  'application-region': {
    ...assumed('The region {region} has no applications.', page),
    status: 404,
    code: 'not_found',
    nativeCode: 'NotFound',
  },
  'application-prompt': assumed('Required parameter "prompt" or "messages" missing from input.', page),
  'application-session': assumed('Required parameter "prompt" missing: a session_id was given.', page),
  'application-field': assumed("Invalid '{field}': {given}. Expected {accepted}.", page),
} satisfies Record<string, FailureRow>;
