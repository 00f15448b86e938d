import { generateText, type CoreMessage } from 'ai';
import { qwen } from 'ai-sdk-qwen';
import { createConversationStore } from './conversation-store';

const conversations = createConversationStore<CoreMessage>('conversations');

/** Asks the next question of a conversation. A picture is base64, because bytes don't survive JSON. */
export async function ask(id: string, question: string, picture?: string): Promise<string> {
  const messages: CoreMessage[] = [
    ...(await conversations.load(id)),
    {
      role: 'user',
      content: [
        ...(picture === undefined ? [] : [{ type: 'image' as const, image: picture, mimeType: 'image/png' }]),
        { type: 'text', text: question },
      ],
    },
  ];
  const { text, response } = await generateText({ model: qwen('qwen3-vl-plus'), messages });
  await conversations.save(id, [...messages, ...response.messages]);
  return text;
}
