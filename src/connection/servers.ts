/** Names of all servers whose dialect is known, and of the plain form. */
export const servers = [
  'model-studio',
  'openrouter',
  'siliconflow',
  'modelscope',
  'deepinfra',
  'together',
  'fireworks',
  'groq',
  'cerebras',
  'vllm',
  'sglang',
  'ollama',
  'lm-studio',
  'llama-cpp',
  'tei',
  'openai-compatible',
] as const;

/** A server whose dialect of the OpenAI protocol is known, or `openai-compatible`, the plain form for all others. */
export type QwenServer = (typeof servers)[number];

/** Hosts, with their subdomains, that belong to one server. */
export const hosts: Record<string, QwenServer> = {
  'openrouter.ai': 'openrouter',
  'siliconflow.cn': 'siliconflow',
  'siliconflow.com': 'siliconflow',
  'modelscope.cn': 'modelscope',
  'modelscope.ai': 'modelscope',
  'deepinfra.com': 'deepinfra',
  'together.xyz': 'together',
  'together.ai': 'together',
  'fireworks.ai': 'fireworks',
  'groq.com': 'groq',
  'cerebras.ai': 'cerebras',
  'ollama.com': 'ollama',
};

/** Ports that only one server listens on by default. */
export const ports: Record<string, QwenServer> = { '11434': 'ollama', '1234': 'lm-studio' };

/** Model Studio, its subscription plans, and its API gateway. */
const modelStudio = /(^|\.)(dashscope(-intl|-us)?|maas)\.aliyuncs\.com$|\.alicloudapi\.com$/;

/** The server that a URL's host belongs to. */
export function serverOfHost(url: string): QwenServer | undefined {
  // A name may end in the dot of the root.
  const hostname = new URL(url).hostname.replace(/\.$/, '');
  if (modelStudio.test(hostname)) return 'model-studio';
  const host = Object.keys(hosts).find((name) => hostname === name || hostname.endsWith(`.${name}`));
  return host === undefined ? undefined : hosts[host];
}

/** The server that listens on a URL's port, if the port belongs to one server. */
export function serverOfPort(url: string): QwenServer | undefined {
  return ports[new URL(url).port];
}

/** The server at a URL of the OpenAI-compatible protocol, if its host or port identifies one. */
export function serverOf(url: string): QwenServer | undefined {
  return serverOfHost(url) ?? serverOfPort(url);
}

/**
 * JSON output of a server. `schema`: json_schema and json_object; `schema-only`: json_schema; `object`: json_object;
 * `none`: neither. AI SDK 4 asks before any call, when no dialect is loaded.
 */
export const jsonForms = {
  'model-studio': 'schema',
  openrouter: 'schema',
  siliconflow: 'object',
  modelscope: 'none',
  deepinfra: 'schema',
  together: 'schema',
  fireworks: 'schema',
  groq: 'object',
  cerebras: 'schema',
  vllm: 'schema',
  sglang: 'schema',
  ollama: 'schema',
  'lm-studio': 'schema-only',
  'llama-cpp': 'schema',
  tei: 'none',
  'openai-compatible': 'schema',
} as const satisfies Record<QwenServer, JsonForm>;

export type JsonForm = 'schema' | 'schema-only' | 'object' | 'none';
