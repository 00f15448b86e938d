/** The thinking before the answer, closed until the reader opens it. */
export function Thinking({ text, growing }: { text: string; growing: boolean }) {
  return (
    <details className="thinking">
      <summary>{growing ? 'Thinking …' : 'Thinking'}</summary>
      <p>{text}</p>
    </details>
  );
}
