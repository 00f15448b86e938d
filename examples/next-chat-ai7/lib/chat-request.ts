import { safeValidateUIMessages } from 'ai';
import { z } from 'zod';
import type { ChatMessage, ChatPart } from './chat-message';
import { before } from './conversations';
import { models } from './models';

const settings = z.object({
  // Without this check a visitor could choose any model that the key pays for.
  model: z.string().refine((id) => models.some((each) => each.id === id), 'The app does not offer this model.'),
  thinking: z.boolean(),
  search: z.boolean(),
});

/** The body that the page posts: settings and one action. The server has the rest of the conversation. */
export const chatRequest = z.object(
  {
    id: z.string().regex(/^[\w-]{8,64}$/, 'Not an id.'),
    settings,
    /**
     * A new question, or an earlier one to ask again: what follows that one is dropped. Visitors must not write
     * system messages, nor put words into the mouth of the model.
     */
    message: z.object({ id: z.string(), role: z.literal('user'), parts: z.array(z.unknown()).min(1) }).optional(),
    /** Replies to tools of the last answer that asked first. */
    approvals: z.array(z.object({ id: z.string(), approved: z.boolean() })).optional(),
  },
  { message: 'Not what the page posts.' },
);

export type ChatRequest = z.infer<typeof chatRequest>;

/** The conversation after a request; undefined for a request that does not fit it. */
export async function applyTo(
  messages: ChatMessage[],
  { message, approvals = [] }: ChatRequest,
): Promise<ChatMessage[] | undefined> {
  if (message) {
    const question = await readQuestion(message);
    return question && [...before(messages, question.id), question];
  }
  return approve(messages, approvals);
}

async function readQuestion(message: unknown): Promise<ChatMessage | undefined> {
  const read = await safeValidateUIMessages<ChatMessage>({ messages: [message] });
  const [question] = read.success ? read.data : [];
  // A server that loads any address it is given could be made to load what only it can reach.
  const fits = question?.parts.every(
    (part) => part.type === 'text' || (part.type === 'file' && part.url.startsWith('data:')),
  );
  return fits ? question : undefined;
}

/** Undefined unless the tools still wait for a reply: a reply that comes twice must not run them twice. */
function approve(messages: ChatMessage[], replies: { id: string; approved: boolean }[]): ChatMessage[] | undefined {
  const last = messages.at(-1);
  if (!last?.parts.some(waits)) return undefined;
  const parts = last.parts.map((part): ChatPart => {
    if (!waits(part)) return part;
    const reply = replies.find(({ id }) => id === part.approval.id);
    if (reply === undefined) return part;
    return { ...part, state: 'approval-responded', approval: { ...part.approval, ...reply } } as ChatPart;
  });
  return parts.some(waits) ? undefined : [...messages.slice(0, -1), { ...last, parts }];
}

const waits = (part: ChatPart) => 'state' in part && part.state === 'approval-requested';
