interface Props {
  name: string;
  /** The arguments, as far as they have come. */
  input: unknown;
  /** Undefined until there is a result. */
  output: unknown;
  /** Whether the answer is still on its way: without it, a call that has no result was stopped. */
  growing: boolean;
}

/** A call of a tool, from its first argument to its result. */
export function ToolCall({ name, input, output, growing }: Props) {
  const state = output !== undefined ? 'done' : growing ? 'running' : 'stopped';
  return (
    <section className={`tool ${state}`} aria-label={`Tool ${name}`}>
      <h3>
        {name} <small>{state}</small>
      </h3>
      <dl>
        {Object.entries(input ?? {}).map(([field, value]) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>{plain(value)}</dd>
          </div>
        ))}
        {output !== undefined && (
          <div>
            <dt>result</dt>
            <dd className="result">{plain(output)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
