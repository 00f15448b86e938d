'use client';

import { useChat } from '@ai-sdk/react';

export default function Page() {
  const { messages, input, handleInputChange, handleSubmit } = useChat();
  return (
    <main>
      <ol>
        {messages.map((message) => (
          <li key={message.id}>{message.content}</li>
        ))}
      </ol>
      <form onSubmit={handleSubmit}>
        <label>
          Message <input value={input} onChange={handleInputChange} />
        </label>
        <button>Send</button>
      </form>
    </main>
  );
}
