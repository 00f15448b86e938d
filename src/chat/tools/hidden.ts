import type { QwenMcpOptions } from './built-in.js';

const hidden = Symbol.for('ai-sdk-qwen.mcp');

/** The options that may be secret. */
type Secret = Pick<QwenMcpOptions, 'serverUrl' | 'headers'>;

const mark = '[hidden]';

/**
 * The options of an MCP tool as an application may print, trace or store them: names of headers, and a URL without user,
 * query and fragment. The AI SDKs write tools into their spans. The whole is in a property that none of that sees.
 */
export function hideSecrets({ serverUrl, headers, ...rest }: QwenMcpOptions): Record<string, unknown> {
  const copy = headers && { ...headers };
  const shown = { ...rest, serverUrl: shownUrl(serverUrl), ...(copy && { headers: Object.keys(copy) }) };
  return Object.defineProperty(shown, hidden, { value: (): Secret => ({ serverUrl, headers: copy }) });
}

/** The options again; undefined if a copy has lost the hidden ones. */
export function withSecrets(shown: Record<string, unknown>): Record<string, unknown> | undefined {
  const secret = (shown as { [hidden]?: () => Secret })[hidden]?.();
  if (secret !== undefined) return { ...shown, ...secret };
  const lost = Array.isArray(shown.headers) || (typeof shown.serverUrl === 'string' && shown.serverUrl.endsWith(mark));
  return lost ? undefined : shown;
}

/** A URL without what may be secret. */
export function shownUrl(url: unknown): string {
  try {
    const { origin, pathname, username, password, search, hash } = new URL(String(url));
    const plain = `${origin}${pathname}`;
    return username + password + search + hash === '' ? plain : `${plain}?${mark}`;
  } catch {
    return mark;
  }
}
