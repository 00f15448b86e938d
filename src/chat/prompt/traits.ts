import type { Message, Prompt } from './prompt.js';

/** Rare contents of a prompt, which hardly any conversation has. A long one has hundreds of messages to scan. */
export interface PromptTraits {
  /** Parts of user messages that are not text. */
  media: boolean;
  /** Options of a message or of a part. */
  options: boolean;
  /** Thinking of an earlier turn. */
  reasoning: boolean;
  /** Pictures or recordings in tool results. */
  resultMedia: boolean;
  /** Names of the tools that earlier turns called. */
  calledTools: Set<string>;
}

/** Scans a prompt once, so that later steps can skip their scans. */
export function traitsOf(prompt: Prompt): PromptTraits {
  const traits: PromptTraits = {
    media: false,
    options: false,
    reasoning: false,
    resultMedia: false,
    calledTools: new Set(),
  };
  for (const message of prompt) addTraits(message, traits);
  return traits;
}

function addTraits(message: Message, traits: PromptTraits): void {
  if (message.options !== undefined) traits.options = true;
  switch (message.role) {
    case 'system':
      return;
    case 'user':
      for (const part of message.parts) {
        if (part.options !== undefined) traits.options = true;
        if (part.type !== 'text') traits.media = true;
      }
      return;
    case 'assistant':
      for (const part of message.parts) {
        if (part.type === 'reasoning') traits.reasoning = true;
        else if (part.options !== undefined) traits.options = true;
        if (part.type === 'tool-call') traits.calledTools.add(part.name);
      }
      return;
    case 'tool':
      for (const { options, media } of message.results) {
        if (options !== undefined) traits.options = true;
        if (media === undefined) continue;
        traits.resultMedia = true;
        if (media.some((part) => part.options !== undefined)) traits.options = true;
      }
  }
}
