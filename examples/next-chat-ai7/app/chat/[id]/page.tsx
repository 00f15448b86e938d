import { notFound } from 'next/navigation';
import { App } from '../../../components/app';
import { chosenModel } from '../../../lib/chosen-model';
import { listConversations, readConversation } from '../../../lib/conversations';
import { models } from '../../../lib/models';
import { visitor } from '../../../lib/visitor';

/** A conversation that was kept. */
export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const name = await visitor();
  const conversation = await readConversation(id, name);
  if (conversation === undefined) notFound();
  const conversations = await listConversations(name);
  const chosen = await chosenModel();
  return <App id={id} {...conversation} models={models} chosen={chosen} conversations={conversations} />;
}
