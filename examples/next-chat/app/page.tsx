import { Chat } from '../components/chat';
import { models } from '../lib/models.ts';

// The list of models stays on the server; the page gets what its choice shows.
export default function Page() {
  return <Chat models={models} />;
}
