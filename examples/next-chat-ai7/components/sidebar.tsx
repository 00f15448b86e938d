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
  /** Adds older conversations to the list; undefined if it has them all. */
  showOlder: (() => Promise<void>) | undefined;
}

/** The conversations of this browser. On a phone it opens over the page. */
export function Sidebar({ current, title, conversations, refresh, showOlder }: Props) {
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLElement>(null);
  const top = useRef<HTMLElement>(null);
  // The keyboard goes where the eye goes.
  useEffect(() => {
    if (open) list.current?.querySelector('button')?.focus();
  }, [open]);

  function close() {
    setOpen(false);
    top.current?.querySelector('button')?.focus();
  }

  return (
    <>
      <header ref={top} className="top">
        <IconButton icon={Menu} name="Show conversations" expanded={open} onClick={() => setOpen(true)} />
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
        onKeyDown={(event) => event.key === 'Escape' && open && close()}
        // The keyboard has gone on to what it covers.
        onBlur={({ relatedTarget }) => relatedTarget && !list.current?.contains(relatedTarget) && setOpen(false)}
      >
        <div className="brand">
          <strong>Qwen chat</strong>
          <IconButton icon={X} name="Hide conversations" onClick={close} />
        </div>
        {/* The server gives the new conversation its id. */}
        <a className="new" href="/">
          <SquarePen aria-hidden="true" /> New conversation
        </a>
        {conversations.length === 0 && <p className="none">What you ask is kept here.</p>}
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
        {showOlder && (
          <button
            type="button"
            className="quiet"
            onClick={async () => {
              await showOlder();
              // The keyboard goes on from the first of them.
              list.current?.querySelectorAll<HTMLElement>('li a')[conversations.length]?.focus();
            }}
          >
            Show older conversations
          </button>
        )}
      </nav>
    </>
  );
}
