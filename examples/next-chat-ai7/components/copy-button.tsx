import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from './icon-button';

/** Copies a text, and says for a moment that it has. */
export function CopyButton({ name, text }: { name: string; text: string }) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }

  return (
    <>
      <IconButton icon={copied ? Check : Copy} name={name} onClick={() => void copy()} />
      <span className="sr-only" role="status">
        {copied && 'Copied'}
      </span>
    </>
  );
}
