import { createUIMessageStreamResponse } from 'ai';
import { readMessages } from '../../../../../lib/conversations';
import { follow, stop } from '../../../../../lib/running';
import { visitor } from '../../../../../lib/visitor';

type Context = { params: Promise<{ id: string }> };

/** Joins the answer that is being written: after a reload, in another tab. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  const stream = (await readMessages(id, await visitor())) && follow(id);
  return stream ? createUIMessageStreamResponse({ stream }) : new Response(null, { status: 204 });
}

/** Ends it. A reader who only leaves does not. */
export async function DELETE(_: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  if (await readMessages(id, await visitor())) stop(id);
  return new Response(null, { status: 204 });
}
