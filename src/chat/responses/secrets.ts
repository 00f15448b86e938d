import { mergeHeaders } from '../../http/headers.js';
import { secretsOf } from '../../http/secrets.js';
import { minSecretLength } from '../../http/spellings.js';
import type { BuiltInTool } from '../tools/built-in.js';
import { shownUrl } from '../tools/hidden.js';
import type { WireRequest } from './wire.js';

/** The secrets of a call's MCP servers, and the body without them; empty for a call without such servers. */
export function secretsIn(
  tools: readonly BuiltInTool[],
  body: WireRequest,
): { secrets?: string[]; shown?: WireRequest } {
  const servers = tools.flatMap(({ mcp }) => (mcp === undefined ? [] : [mcp]));
  if (servers.length === 0) return {};
  const secrets = servers.flatMap(({ serverUrl, headers }) => [
    ...secretsOf(mergeHeaders(headers)),
    ...secretsOfUrl(serverUrl),
  ]);
  return { secrets, shown: { ...body, tools: (body.tools as Tool[]).map(withoutSecrets) } };
}

type Tool = Record<string, unknown>;

/** Short values as well: only their place tells that they are secret. */
function withoutSecrets(tool: Tool): Tool {
  if (tool.type !== 'mcp') return tool;
  const names = Object.keys(tool.headers ?? {});
  return {
    ...tool,
    server_url: shownUrl(tool.server_url),
    ...(names.length > 0 && { headers: Object.fromEntries(names.map((name) => [name, '[redacted]'])) }),
  };
}

function secretsOfUrl(text: string): string[] {
  const { username, password, search, searchParams, hash } = new URL(text);
  const values = [username, password, ...searchParams.values(), search.slice(1), hash.slice(1)];
  const whole = shownUrl(text) === text ? [] : [text];
  return [...whole, ...values.flatMap((value) => [value, decoded(value)])].filter(isSecret);
}

/** A value of a few letters is not secret, and redacting it would garble every text with these letters. */
function isSecret({ length }: string): boolean {
  return length >= minSecretLength;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
