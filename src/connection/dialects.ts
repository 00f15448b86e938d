import type { Dialect } from './dialect.js';
import type { Endpoints } from './endpoints.js';
import { hostedServers } from './hosted-servers.js';
import { localServers } from './local-servers.js';
import { serverOf, type QwenServer } from './servers.js';

/** The dialects of all known servers, and the plain form for all others. */
export const dialects: Record<QwenServer, Dialect> = { ...hostedServers, ...localServers };

/** The dialect at these endpoints; `server` is the setting. */
export function dialectAt({ compatible, isModelStudio }: Endpoints, server: QwenServer | undefined): Dialect {
  if (isModelStudio || compatible === undefined) return dialects['model-studio'];
  const known = server ?? serverOf(compatible);
  if (known !== undefined) return dialects[known];
  return { ...dialects['openai-compatible'], name: `the server at ${new URL(compatible).host}` };
}
