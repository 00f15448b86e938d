import { generateId } from 'ai';
import { App } from '../components/app';
import { listConversations } from '../lib/conversations';
import { models } from '../lib/models';
import { visitor } from '../lib/visitor';

/** A new conversation. It is kept from its first question on. */
export default async function Page() {
  const conversations = await listConversations(await visitor());
  return <App id={generateId()} messages={[]} running={false} models={models} conversations={conversations} />;
}
