import { Check, Copy } from 'lucide-react';
import { isValidElement, useRef, type ComponentProps } from 'react';
import { useCopy } from './use-copy';

/** A block of code with its language, and a button that copies it. */
export function CodeBlock({ children }: ComponentProps<'pre'>) {
  const code = useRef<HTMLPreElement>(null);
  const { state, words, copy } = useCopy();
  const { className = '' } = isValidElement<{ className?: string }>(children) ? children.props : {};
  const language = /language-([\w+#-]+)/.exec(className)?.[1] ?? 'code';
  return (
    <figure className="code">
      <figcaption>
        {language}
        <button type="button" className="plain" onClick={() => copy(code.current?.textContent ?? '')}>
          {state === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {words || 'Copy code'}
        </button>
        <span className="sr-only" role="status">
          {words}
        </span>
      </figcaption>
      <pre ref={code} tabIndex={0} aria-label={`Code in ${language}`}>
        {children}
      </pre>
    </figure>
  );
}
