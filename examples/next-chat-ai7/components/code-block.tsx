import { isValidElement, useRef, useState, type ComponentProps } from 'react';
import { Check, Copy } from 'lucide-react';

/** A block of code with its language, and a button that copies it. */
export function CodeBlock({ children }: ComponentProps<'pre'>) {
  const code = useRef<HTMLPreElement>(null);
  const [copied, setCopied] = useState(false);
  const { className = '' } = isValidElement<{ className?: string }>(children) ? children.props : {};
  const language = /language-([\w+#-]+)/.exec(className)?.[1] ?? 'code';

  async function copy() {
    await navigator.clipboard.writeText(code.current?.textContent ?? '');
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }

  return (
    <figure className="code">
      <figcaption>
        {language}
        <button type="button" className="plain" onClick={() => void copy()}>
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />} {copied ? 'Copied' : 'Copy code'}
        </button>
      </figcaption>
      <pre ref={code} tabIndex={0} aria-label={`Code in ${language}`}>
        {children}
      </pre>
    </figure>
  );
}
