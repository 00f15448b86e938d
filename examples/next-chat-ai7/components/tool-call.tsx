import type { DynamicToolUIPart, ToolUIPart } from 'ai';
import { BookOpen, Check, Code, Globe, Paintbrush, Wrench, type LucideIcon } from 'lucide-react';
import { isOwnPicture } from '../lib/safe-url';
import { wordsOf } from '../lib/tool-words';
import { Picture } from './picture';

interface Props {
  name: string;
  part: ToolUIPart | DynamicToolUIPart;
  /** True while the answer arrives. A call without a result was stopped if this is false. */
  growing: boolean;
  /** Undefined when it is too late to ask. */
  approve: ((id: string, approved: boolean) => void) | undefined;
}

const icons: Record<string, LucideIcon> = { draw: Paintbrush, search: Globe, read: BookOpen, compute: Code };

/** A tool call, from its first argument to its result. One that costs something asks first. */
export function ToolCall({ name, part, growing, approve }: Props) {
  const state = approve || part.state !== 'approval-requested' ? stateOf(part, growing) : 'not run';
  const picture = pictureOf(part.output);
  const Icon = icons[name] ?? Wrench;
  return (
    <section className={`tool ${state.replace(' ', '-')}`} aria-label={`Tool ${name}`}>
      <h3>
        <Icon aria-hidden="true" /> {name}{' '}
        <small>
          {state === 'done' && <Check aria-hidden="true" />} {state}
        </small>
      </h3>
      <dl>
        {fieldsOf(part).map(([field, value]) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>{wordsOf(value)}</dd>
          </div>
        ))}
        {part.state === 'output-available' && picture === undefined && (
          <div>
            <dt>result</dt>
            <dd className="result">{wordsOf(part.output)}</dd>
          </div>
        )}
        {part.state === 'output-error' && (
          <div>
            <dt>error</dt>
            <dd>{part.errorText}</dd>
          </div>
        )}
      </dl>
      {picture && <Picture url={picture} alt={wordsOf((part.input as { prompt?: string })?.prompt ?? '')} />}
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

/** The arguments that have arrived so far. A tool of the service has its own kind among them. */
function fieldsOf({ input, providerExecuted = false }: Props['part']): [string, unknown][] {
  return Object.entries(input ?? {}).filter(([field]) => !providerExecuted || field !== 'type');
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
