import { z } from 'zod';
import { branchConversation, listConversations } from '../../../lib/conversations';
import { parse, readText } from '../../../lib/read-body';
import { listLength } from '../../../lib/settings';
import { visitor } from '../../../lib/visitor';

const length = z.coerce.number().int().min(1).max(100_000).catch(listLength);

export async function GET(request: Request): Promise<Response> {
  const asked = length.parse(new URL(request.url).searchParams.get('length'));
  return Response.json(await listConversations(await visitor(), asked));
}

const branch = z.object({ from: z.string(), last: z.string() });

/** Copies a conversation up to a message into a new one. */
export async function POST(request: Request): Promise<Response> {
  const asked = branch.safeParse(parse((await readText(request, 1024)) ?? ''));
  if (!asked.success) return new Response('from, last: Must be ids.', { status: 400 });
  const id = await branchConversation(asked.data.from, await visitor(), asked.data.last);
  return id === undefined ? new Response('There is no such message.', { status: 404 }) : Response.json({ id });
}
