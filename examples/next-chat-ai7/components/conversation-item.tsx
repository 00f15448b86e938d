import { Pencil, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { request } from '../lib/browser/request';
import type { Conversation } from '../lib/conversations';
import { IconButton } from './icon-button';

interface Props {
  conversation: Conversation;
  current: boolean;
  refresh: () => Promise<void>;
}

/** A conversation in the list, which can be renamed and deleted. */
export function ConversationItem({ conversation: { id, title }, current, refresh }: Props) {
  const [state, setState] = useState<'idle' | 'renaming' | 'deleting'>('idle');
  const [problem, setProblem] = useState<string>();
  const link = useRef<HTMLAnchorElement>(null);

  /** Leaves a form, whose buttons go. The keyboard goes on from the title. */
  function leave() {
    flushSync(() => setState('idle'));
    link.current?.focus();
  }

  async function change(init: RequestInit): Promise<boolean> {
    setProblem(undefined);
    try {
      await request(`/api/conversations/${id}`, init);
      return true;
    } catch (failure) {
      setProblem((failure as Error).message);
      return false;
    }
  }

  async function rename(renamed: string) {
    leave();
    if (renamed.trim() === '') return;
    if (await change({ method: 'PATCH', body: JSON.stringify({ title: renamed }) })) await refresh();
  }

  async function remove() {
    leave();
    if (!(await change({ method: 'DELETE' }))) return;
    if (current) window.location.assign('/');
    else await refresh();
  }

  if (state === 'renaming') {
    return (
      <li>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void rename(new FormData(event.currentTarget).get('title') as string);
          }}
          onKeyDown={(event) => event.key === 'Escape' && leave()}
        >
          <input
            name="title"
            aria-label="Title"
            defaultValue={title}
            maxLength={100}
            autoFocus
            onFocus={(event) => event.target.select()}
          />
        </form>
      </li>
    );
  }
  if (state === 'deleting') {
    return (
      <li className="deleting" onKeyDown={(event) => event.key === 'Escape' && leave()}>
        <span>Delete it?</span>
        <button type="button" className="bad" onClick={() => void remove()} autoFocus>
          Delete
        </button>
        <button type="button" className="quiet" onClick={leave}>
          Keep
        </button>
      </li>
    );
  }
  return (
    <li>
      <a ref={link} href={`/chat/${id}`} aria-current={current ? 'page' : undefined} title={title}>
        {title}
      </a>
      <IconButton icon={Pencil} name={`Rename ${title}`} onClick={() => setState('renaming')} />
      <IconButton icon={Trash2} name={`Delete ${title}`} onClick={() => setState('deleting')} />
      {problem && (
        <p className="notice" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}
