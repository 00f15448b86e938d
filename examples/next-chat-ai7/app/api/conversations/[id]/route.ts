import { z } from 'zod';
import {
  cutConversation,
  deleteConversation,
  readConversation,
  renameConversation,
} from '../../../../lib/conversations';
import { parse, readText } from '../../../../lib/read-body';
import { stop } from '../../../../lib/running';
import { visitor } from '../../../../lib/visitor';

type Context = { params: Promise<{ id: string }> };

/** The conversation as it is now, for a page that has lost touch. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const conversation = await readConversation((await params).id, await visitor());
  return conversation ? Response.json(conversation) : new Response(null, { status: 404 });
}

const change = z.union([
  z.object({ title: z.string().trim().min(1).max(100) }),
  /** A message that goes, with all that follow it. */
  z.object({ cut: z.string() }),
]);

export async function PATCH(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const name = await visitor();
  const asked = change.safeParse(parse((await readText(request, 1024)) ?? ''));
  if (!asked.success) return new Response('title: Must be 1 to 100 characters.', { status: 400 });
  if ('title' in asked.data) {
    await renameConversation(id, name, asked.data.title);
  } else {
    const changed = await cutConversation(id, name, asked.data.cut);
    if (changed === 'contested') return new Response('The conversation has changed. Reload the page.', { status: 409 });
    // An answer that is being written has lost its place.
    if (changed !== 'refused') stop(id);
  }
  return new Response(null, { status: 204 });
}

export async function DELETE(_: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  if (await deleteConversation(id, await visitor())) stop(id);
  return new Response(null, { status: 204 });
}
