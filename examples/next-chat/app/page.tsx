import { Chat } from '../components/chat';
import { models } from '../lib/models';

// The catalogue stays on the server; the page gets only what it shows.
export default function Page() {
  return <Chat models={models} />;
}
