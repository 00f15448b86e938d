import { Check, Copy, X } from 'lucide-react';
import { IconButton } from './icon-button';
import { useCopy } from './use-copy';

const icons = { idle: Copy, copied: Check, failed: X };

/** Copies a text, and says for a moment that it has. */
export function CopyButton({ name, text }: { name: string; text: string }) {
  const { state, words, copy } = useCopy();
  return (
    <>
      <IconButton icon={icons[state]} name={name} onClick={() => copy(text)} />
      <span className={state === 'failed' ? 'usage' : 'sr-only'} role="status">
        {words}
      </span>
    </>
  );
}
