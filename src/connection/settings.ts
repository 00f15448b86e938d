import type { QwenTimeout } from '../http/timeout.js';
import type { FetchFunction } from '../http/transport.js';
import type { QwenServer } from './servers.js';

/** Region of Model Studio. Frankfurt and Tokyo have only workspace hosts, so they need a `workspaceId`. */
export type QwenRegion = 'singapore' | 'virginia' | 'beijing' | 'hong-kong' | 'frankfurt' | 'tokyo';

/** Settings of a provider: `createQwen(settings)`. All are optional. */
export interface QwenProviderSettings {
  /**
   * Key of Model Studio. Default: the environment variable DASHSCOPE_API_KEY, then ALICLOUD_API_KEY, then
   * ALIBABA_API_KEY, read at the first call. A key belongs to one region. For a server without keys, pass any text.
   */
  apiKey?: string | undefined;
  /**
   * Region of Model Studio to call. Default: `singapore`.
   *
   * @see https://www.alibabacloud.com/help/en/model-studio/base-url
   */
  region?: QwenRegion | undefined;
  /**
   * URL to call instead of a region's host: of either protocol (`…/compatible-mode/v1` or `…/api/v1`; the other one is
   * derived from it), or of any OpenAI-compatible server such as vLLM, SGLang or Ollama, for whose models the rules of
   * Model Studio don't apply. An object names the protocol of paths that don't show it: `{ compatible, dashscope }` for
   * a gateway (`native` is the old name of `dashscope`), `{ compatible: 'https://…/api/v1' }` for another server.
   * Redirects are followed only within the URL's origin, so that neither key nor prompt goes elsewhere. Default:
   * DASHSCOPE_COMPATIBLE_BASE_URL and DASHSCOPE_HTTP_BASE_URL if set, unless a region or a workspace is set.
   */
  baseURL?:
    | string
    | { compatible?: string | undefined; dashscope?: string | undefined; native?: string | undefined }
    | undefined;
  /**
   * Server at `baseURL`, if its host does not identify it. Fields that differ between servers, such as the switch for
   * thinking, are then sent in its form. `vllm`, `sglang`, `llama-cpp`, `tei` (Text Embeddings Inference),
   * `model-studio` (for a gateway to it), or a server that its host or port identifies: `openrouter`, `siliconflow`,
   * `modelscope`, `deepinfra`, `together`, `fireworks`, `groq`, `cerebras`, `ollama`, `lm-studio`. Default: by host and
   * path, else `openai-compatible`, OpenAI's form.
   */
  server?: QwenServer | undefined;
  /** Headers of every call. They win over the package's headers, whatever their case. */
  headers?: Record<string, string | undefined> | undefined;
  /** Function for the HTTP calls instead of the global `fetch`: for proxies, logging, tests, or the emulator. */
  fetch?: FetchFunction | undefined;
  /** Time limits of calls in milliseconds. Models and calls can set others. Default: no limit. */
  timeout?: QwenTimeout | undefined;
  /** Workspace to call, at its own host in the region. With a `baseURL` it is sent as X-DashScope-WorkSpace. */
  workspaceId?: string | undefined;
  /**
   * Name of the provider, for applications with several providers, and for hosts that name the providers of their
   * users. It becomes the models' `provider` (`my-qwen.chat`), and options are also read under it
   * (`providerOptions['my-qwen']`, where they win over `providerOptions.qwen`). Metadata stays under `qwen`. Default:
   * `qwen`.
   */
  name?: string | undefined;
}

/** An environment variable; undefined where there is no environment (in browsers and some edge runtimes). */
export function environment(name: string): string | undefined {
  const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return process?.env?.[name]?.trim() || undefined;
}

/** The environment variables of the key. The first one that is set counts. */
export const keyVariables = ['DASHSCOPE_API_KEY', 'ALICLOUD_API_KEY', 'ALIBABA_API_KEY'] as const;

export function keyFromEnvironment(): string | undefined {
  return keyVariables.map(environment).find((value) => value !== undefined);
}
