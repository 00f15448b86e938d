interface Props {
  name: string;
  /** The arguments that have arrived so far. */
  input: unknown;
  /** Undefined until there is a result. */
  output: unknown;
  /** True while the answer arrives. A call without a result was stopped if this is false. */
  growing: boolean;
}

/** A tool call, from its first argument to its result. */
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
