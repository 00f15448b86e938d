import { notFound } from 'next/navigation';
import { App } from '../../../components/app';
import { listConversations, readMessages } from '../../../lib/conversations';
import { models } from '../../../lib/models';
import { isRunning } from '../../../lib/running';
import { visitor } from '../../../lib/visitor';

/** A conversation that was kept. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const name = await visitor();
  // Asked first: an answer that ends meanwhile is in the messages.
  const running = isRunning(id);
  const messages = await readMessages(id, name);
  if (messages === undefined) notFound();
  const conversations = await listConversations(name);
  return <App id={id} messages={messages} running={running} models={models} conversations={conversations} />;
}
