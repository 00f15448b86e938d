import type { Settings } from '../lib/settings';

const suggestions: { text: string; change: Partial<Settings> }[] = [
  { text: 'What time is it in Tokyo?', change: { tools: true } },
  {
    text: 'A bat and a ball cost 1.10 together. The bat costs 1 more than the ball. What does the ball cost?',
    change: { thinking: true },
  },
  { text: 'Tell a story of three sentences about a lighthouse.', change: {} },
];

/** Proposals for an empty page, each with the settings that it shows. */
export function Suggestions({ ask }: { ask: (text: string, change: Partial<Settings>) => void }) {
  return (
    <section className="suggestions" aria-label="Suggestions">
      <p>Ask anything, or begin with one of these.</p>
      <ul>
        {suggestions.map(({ text, change }) => (
          <li key={text}>
            <button type="button" onClick={() => ask(text, change)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface StatusProps {
  status: 'submitted' | 'streaming' | 'ready' | 'error';
  answer: string;
}

/** Tells screen readers that an answer is being written, and reads it out when it is complete. */
export function Status({ status, answer }: StatusProps) {
  const words = { submitted: 'Waiting for Qwen', streaming: 'Qwen is answering', ready: answer, error: '' };
  return (
    <>
      {status === 'submitted' && (
        <p className="waiting" aria-hidden="true">
          <i />
          <i />
          <i />
        </p>
      )}
      <p className="sr-only" role="status">
        {words[status]}
      </p>
    </>
  );
}

/** An error in words, with ways to go on. */
export function Failure({ error, retry, remove }: { error: Error; retry: () => void; remove: () => void }) {
  return (
    <div className="failure" role="alert">
      <p>{error.message}</p>
      <button type="button" onClick={retry}>
        Try again
      </button>
      <button type="button" className="quiet" onClick={remove}>
        Remove question
      </button>
    </div>
  );
}
