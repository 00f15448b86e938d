import { audioModels } from './audio.js';
import { olderChat } from './chat-older.js';
import { chat3 } from './chat-qwen3.js';
import { newChat } from './chat.js';
import { coderModels } from './coder.js';
import type { Family } from './family.js';
import { marketPlaceModels } from './market-place.js';
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
