import type { Dialect } from './dialect.js';
import type { Endpoints } from './endpoints.js';
import { hostedServers } from './hosted-servers.js';
import { localServers } from './local-servers.js';
import { serverOf, type QwenServer } from './servers.js';

/** Every server whose dialect is known, and the plain form that all others get. */
export const dialects: Record<QwenServer, Dialect> = { ...hostedServers, ...localServers };

/** The dialect that is spoken at these endpoints; `server` is what the settings call them. */
export function dialectAt({ compatible, isModelStudio }: Endpoints, server: QwenServer | undefined): Dialect {
  if (isModelStudio || compatible === undefined) return dialects['model-studio'];
  const known = server ?? serverOf(compatible);
  if (known !== undefined) return dialects[known];
  return { ...dialects['openai-compatible'], name: `the server at ${new URL(compatible).host}` };
}
