import type { ModelCapabilities } from './capabilities.js';
import type { fillInModels } from './coder.js';
import { families, type KnownChatModelId } from './families.js';
import { relativeOf } from './relatives.js';

/** Id of a chat model: one that this package knows, or any other. */
export type ChatModelId = KnownChatModelId | (string & {});

/** Id of a model of the completions endpoint: one that this package knows, or any other. */
export type CompletionModelId = (typeof fillInModels)[number] | (string & {});

/**
 * The capabilities of a model outside all families: nothing is refused. Its calls stream internally, because every chat
 * model can stream, some refuse anything else, and a stream can be folded into a whole answer.
 */
export const unknownModel: ModelCapabilities = { kind: 'unknown', streamOnly: true };

const foreignModel: ModelCapabilities = { foreign: true, kind: 'unknown', json: 'schema' };

// On any server: vLLM, OpenRouter and the makers' own APIs name them `moonshotai/kimi-k2.5`, `deepseek-v4-pro` …
const wantsThinkingBack = /(^|[/:_-])(kimi[-_]?k\d|deepseek[-_]v[4-9])/i;

/**
 * The capabilities of a model on another OpenAI-compatible server (vLLM, Ollama …), without any rule of Model Studio.
 */
export function foreignCapabilitiesOf(id: string): ModelCapabilities {
  return wantsThinkingBack.test(id) ? { ...foreignModel, earlierThinking: 'required' } : foreignModel;
}

let known: ReadonlyMap<string, ModelCapabilities> | undefined;

/** Capabilities by model id. Made at the first use, to keep the import cheap. */
export function models(): ReadonlyMap<string, ModelCapabilities> {
  known ??= new Map(families.flatMap(({ ids, capabilities }) => ids.map((id) => [id, capabilities] as const)));
  return known;
}

/**
 * The capabilities of a model of Model Studio. An id outside the catalogue gets those of the model that it is a copy
 * of, or of its model line; without either, nothing is refused. Ids are case-sensitive, as at the service.
 */
export function capabilitiesOf(id: string): ModelCapabilities {
  return models().get(id) ?? relativeOf(id, models()) ?? unknownModel;
}
