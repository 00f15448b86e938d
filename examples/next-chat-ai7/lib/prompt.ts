import { convertToModelMessages, type ModelMessage } from 'ai';
import type { ChatMessage, ChatPart } from './chat-message';
import type { Model } from './models';

/**
 * The conversation as the model reads it. Files that it cannot read are named instead, so that a change of the model
 * does not lock a conversation with pictures.
 */
export async function promptFor(model: Model, messages: ChatMessage[]): Promise<ModelMessage[]> {
  const readable = messages.map((message) => ({
    ...message,
    parts: message.parts.map((part): ChatPart => (part.type === 'file' ? readableFor(model, message, part) : part)),
  }));
  // A call that was stopped has no result, and the AI SDK refuses to send it on.
  return convertToModelMessages(readable, { ignoreIncompleteToolCalls: true });
}

function readableFor({ inputs }: Model, { role }: ChatMessage, part: ChatPart & { type: 'file' }): ChatPart {
  const kind = part.mediaType.startsWith('image/') ? 'image' : 'document';
  if (role === 'user' && inputs?.includes(kind)) return part;
  // Pictures that were drawn are only addresses of this app.
  return { type: 'text', text: `[${kind}: ${part.filename ?? 'drawn in this conversation'}]` };
}
