import type { Dialect } from './dialect.js';
import { hostedServers } from './hosted-servers.js';
import { localServers } from './local-servers.js';
import { serverOf, type QwenServer } from './servers.js';

/** The dialects of all known servers, and the plain form for all others. */
export const dialects: Record<QwenServer, Dialect> = { ...hostedServers, ...localServers };

/** The dialect of the server at a URL of the compatible protocol; `server` is the setting. */
export function dialectOf(url: string, server: QwenServer | undefined): Dialect {
  const known = server ?? serverOf(url);
  if (known !== undefined) return dialects[known];
  return { ...dialects['openai-compatible'], name: `the server at ${new URL(url).host}` };
}
