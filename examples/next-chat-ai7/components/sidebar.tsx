import { Menu, SquarePen, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Conversation } from '../lib/conversations';
import { ConversationItem } from './conversation-item';
import { IconButton } from './icon-button';

interface Props {
  current: string;
  title: string;
  conversations: Conversation[];
  refresh: () => Promise<void>;
}

/** The conversations of this browser. On a phone it opens over the page. */
export function Sidebar({ current, title, conversations, refresh }: Props) {
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLElement>(null);
  // The keyboard goes where the eye goes.
  useEffect(() => {
    if (open) list.current?.querySelector('button')?.focus();
  }, [open]);
  return (
    <>
      <header className="top">
        <IconButton icon={Menu} name="Show conversations" onClick={() => setOpen(true)} />
        <p>{title}</p>
        <a className="icon" href="/" aria-label="New conversation">
          <SquarePen aria-hidden="true" />
        </a>
      </header>
      {open && <div className="shade" onClick={() => setOpen(false)} />}
      <nav
        ref={list}
        className={open ? 'sidebar open' : 'sidebar'}
        aria-label="Conversations"
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      >
        <div className="brand">
          <strong>Qwen chat</strong>
          <IconButton icon={X} name="Hide conversations" onClick={() => setOpen(false)} />
        </div>
        {/* The server gives the new conversation its id. */}
        <a className="new" href="/">
          <SquarePen aria-hidden="true" /> New conversation
        </a>
        <ul>
          {conversations.map((conversation) => (
            <ConversationItem
              key={conversation.id}
              conversation={conversation}
              current={conversation.id === current}
              refresh={refresh}
            />
          ))}
        </ul>
      </nav>
    </>
  );
}
