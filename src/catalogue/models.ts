import { audioModels } from './audio.js';
import type { ModelCapabilities } from './capabilities.js';
import { olderChat } from './chat-older.js';
import { chat3 } from './chat-qwen3.js';
import { newChat } from './chat.js';
import { coderModels, type fillInModels } from './coder.js';
import type { Family } from './family.js';
import { marketPlaceModels } from './market-place.js';
import { relativeOf } from './relatives.js';
import { specialModels } from './special.js';
import { thirdPartyModels } from './third-party.js';
import { reasoningModels, visionModels } from './vision.js';

/** Every chat model of the catalogue, by family, newest first. A model id is in only one family. */
export const families: readonly Family<KnownChatModelId>[] = [
  ...newChat,
  ...chat3,
  ...olderChat,
  ...visionModels,
  ...reasoningModels,
  ...audioModels,
  ...coderModels,
  ...specialModels,
  ...thirdPartyModels,
  ...marketPlaceModels,
];

/** Id of a chat model that this package knows. */
export type KnownChatModelId =
  | (typeof newChat)[number]['ids'][number]
  | (typeof chat3)[number]['ids'][number]
  | (typeof olderChat)[number]['ids'][number]
  | (typeof visionModels)[number]['ids'][number]
  | (typeof reasoningModels)[number]['ids'][number]
  | (typeof audioModels)[number]['ids'][number]
  | (typeof coderModels)[number]['ids'][number]
  | (typeof specialModels)[number]['ids'][number]
  | (typeof thirdPartyModels)[number]['ids'][number]
  | (typeof marketPlaceModels)[number]['ids'][number];

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
