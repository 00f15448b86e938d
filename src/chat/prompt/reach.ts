import { InvalidPromptError } from '@ai-sdk/provider';
import type { Connection } from '../../connection/connection.js';
import type { ChatRequest } from './request.js';

/** The part of a connection that knows which URLs the server can fetch. */
export type Reach = Pick<Connection, 'reaches'>;

/** Throws for media at a URL that the service cannot fetch: it would answer that the download failed. */
export function checkReach({ prompt, traits }: ChatRequest, { reaches }: Reach): void {
  if (!traits.media) return;
  for (const message of prompt) {
    if (message.role !== 'user') continue;
    for (const part of message.parts) {
      if (part.type === 'text' || part.source.kind !== 'url' || reaches(part.source.url)) continue;
      // The path and the query of a URL may be secret.
      const { origin } = new URL(part.source.url);
      throw new InvalidPromptError({
        prompt: `a ${part.type} at ${origin}`,
        message:
          `The service cannot fetch the ${part.type} at ${origin}, a private address. Pass its bytes, or a public ` +
          'http(s) or oss:// URL.',
      });
    }
  }
}
