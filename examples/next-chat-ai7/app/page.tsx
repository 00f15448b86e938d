import { generateId } from 'ai';
import { App } from '../components/app';
import { chosenModel } from '../lib/chosen-model';
import { listConversations } from '../lib/conversations';
import { models } from '../lib/models';
import { visitor } from '../lib/visitor';

/** A new conversation. It is kept from its first question on. */
export default async function Page() {
  const conversations = await listConversations(await visitor());
  const chosen = await chosenModel();
  return (
    <App
      id={generateId()}
      messages={[]}
      running={false}
      models={models}
      chosen={chosen}
      conversations={conversations}
    />
  );
}
