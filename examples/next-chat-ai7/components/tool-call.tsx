import type { DynamicToolUIPart, ToolUIPart } from 'ai';
import { Check, Paintbrush, Wrench } from 'lucide-react';
import { isOwnPicture } from '../lib/safe-url';
import { Picture } from './picture';

interface Props {
  name: string;
  part: ToolUIPart | DynamicToolUIPart;
  /** True while the answer arrives. A call without a result was stopped if this is false. */
  growing: boolean;
  /** Undefined when it is too late to ask. */
  approve: ((id: string, approved: boolean) => void) | undefined;
}

/** A tool call, from its first argument to its result. One that costs something asks first. */
export function ToolCall({ name, part, growing, approve }: Props) {
  const state = approve || part.state !== 'approval-requested' ? stateOf(part, growing) : 'not run';
  const picture = pictureOf(part.output);
  return (
    <section className={`tool ${state.replace(' ', '-')}`} aria-label={`Tool ${name}`}>
      <h3>
        {name === 'draw' ? <Paintbrush aria-hidden="true" /> : <Wrench aria-hidden="true" />} {name}{' '}
        <small>
          {state === 'done' && <Check aria-hidden="true" />} {state}
        </small>
      </h3>
      <dl>
        {Object.entries(part.input ?? {}).map(([field, value]) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>{plain(value)}</dd>
          </div>
        ))}
        {part.state === 'output-available' && picture === undefined && (
          <div>
            <dt>result</dt>
            <dd className="result">{plain(part.output)}</dd>
          </div>
        )}
        {part.state === 'output-error' && (
          <div>
            <dt>error</dt>
            <dd>{part.errorText}</dd>
          </div>
        )}
      </dl>
      {picture && <Picture url={picture} alt={plain((part.input as { prompt?: string })?.prompt ?? '')} />}
      {part.state === 'approval-requested' && approve && !growing && (
        <div className="choices">
          <p>This costs money. Shall it run?</p>
          <button type="button" onClick={() => approve(part.approval.id, true)}>
            Allow
          </button>
          <button type="button" className="quiet" onClick={() => approve(part.approval.id, false)}>
            Refuse
          </button>
        </div>
      )}
    </section>
  );
}

function stateOf({ state }: Props['part'], growing: boolean): string {
  switch (state) {
    case 'output-available':
      return 'done';
    case 'output-error':
      return 'failed';
    case 'output-denied':
      return 'refused';
    case 'approval-requested':
      return 'asks first';
    default:
      return growing ? 'running' : 'stopped';
  }
}

function pictureOf(output: unknown): string | undefined {
  const { picture } = (output ?? {}) as { picture?: unknown };
  return typeof picture === 'string' && isOwnPicture(picture) ? picture : undefined;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
