import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { Connection } from '../../connection/connection.js';

/** Throws on another server than Model Studio, before anything is sent to it. */
export function checkServer({ dialect }: Pick<Connection, 'dialect'>, caller = 'qwen.responses(...)'): void {
  const { modelStudio, name } = dialect;
  if (modelStudio === true) return;
  throw new UnsupportedFunctionalityError({
    functionality: 'the Responses protocol',
    message: `${caller} is for Model Studio, and baseURL names another server (${name}). Use qwen(...) there.`,
  });
}
