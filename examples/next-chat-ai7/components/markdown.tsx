import { memo, useMemo, type ComponentProps } from 'react';
import rehypeHighlight from 'rehype-highlight';
import { defaultRehypePlugins, Streamdown, type Components } from 'streamdown';
import { linkCitations } from '../lib/citations';
import { safeURL } from '../lib/safe-url';
import { CodeBlock } from './code-block';

// Plain elements: the looks are in markdown.css.
const plain = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'ul', 'ol', 'li', 'strong', 'blockquote', 'hr', 'code', 'img'];
const components = {
  ...Object.fromEntries(plain.map((name) => [name, name])),
  pre: CodeBlock,
  table: ScrollingTable,
  a: Link,
  // The index signature of the type fits no component that has props.
} as unknown as Components;

type Plugins = ComponentProps<typeof Streamdown>['rehypePlugins'];

interface Props {
  text: string;
  /** Id of the message, for the marks of its sources. */
  message: string;
  /** The marks that lead to a source, with spaces between them. */
  marks: string;
  growing: boolean;
}

/** The Markdown of a model, also while it is half written. Its HTML is not shown, and it loads nothing from elsewhere. */
export const Markdown = memo(function Markdown({ text, message, marks, growing }: Props) {
  const rehypePlugins = useMemo(() => {
    const citations = { message, marks: marks.split(' ') };
    // Sanitised first: what the others add may stay.
    const plugins: Plugins = [defaultRehypePlugins['sanitize']!, [linkCitations, citations], rehypeHighlight];
    return plugins;
  }, [message, marks]);
  return (
    <Streamdown
      className="markdown"
      mode={growing ? 'streaming' : 'static'}
      components={components}
      rehypePlugins={rehypePlugins}
      urlTransform={safeURL}
      skipHtml
      controls={false}
      linkSafety={{ enabled: false }}
    >
      {text}
    </Streamdown>
  );
});

function ScrollingTable({ children }: ComponentProps<'table'>) {
  return (
    // The arrow keys scroll it once it has the focus.
    <div className="scrolling" role="region" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}

function Link({ href = '', children }: ComponentProps<'a'>) {
  if (href.startsWith('#source-')) {
    return (
      <a className="citation" href={href} aria-label={`Source ${String(children)}`}>
        {children}
      </a>
    );
  }
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}
