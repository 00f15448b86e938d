import { Conversation } from '../components/conversation';

export default function Page() {
  return (
    <main>
      <header>
        <h1>Travel desk</h1>
        <p>Ask for the weather somewhere: the server answers with a component.</p>
      </header>
      <Conversation />
    </main>
  );
}
