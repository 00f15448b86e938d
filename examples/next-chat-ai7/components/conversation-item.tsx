import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
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
  const path = `/api/conversations/${id}`;

  async function rename(renamed: string) {
    setState('idle');
    if (renamed.trim() === '') return;
    await fetch(path, { method: 'PATCH', body: JSON.stringify({ title: renamed }) });
    await refresh();
  }

  async function remove() {
    await fetch(path, { method: 'DELETE' });
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
          onKeyDown={(event) => event.key === 'Escape' && setState('idle')}
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
      <li className="deleting">
        <span>Delete it?</span>
        <button type="button" className="bad" onClick={() => void remove()} autoFocus>
          Delete
        </button>
        <button type="button" className="quiet" onClick={() => setState('idle')}>
          Keep
        </button>
      </li>
    );
  }
  return (
    <li>
      <a href={`/chat/${id}`} aria-current={current ? 'page' : undefined} title={title}>
        {title}
      </a>
      <IconButton icon={Pencil} name={`Rename ${title}`} onClick={() => setState('renaming')} />
      <IconButton icon={Trash2} name={`Delete ${title}`} onClick={() => setState('deleting')} />
    </li>
  );
}
