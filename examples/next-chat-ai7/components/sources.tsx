import type { SourceUrlUIPart } from 'ai';
import type { ChatMessage } from '../lib/chat-message';

/** The pages that an answer draws on. The marks in its text lead here. */
export function Sources({ message }: { message: ChatMessage }) {
  const sources = message.parts
    .filter((part) => part.type === 'source-url')
    .filter(({ url }) => hostOf(url) !== undefined);
  if (sources.length === 0) return null;
  return (
    <section className="sources" aria-label="Sources">
      <h3>Sources</h3>
      <ol>
        {sources.map((source, index) => (
          <li key={source.sourceId} id={anchorOf(message.id, markOf(source, index))}>
            <a href={source.url} target="_blank" rel="noreferrer">
              <b>{markOf(source, index)}</b>
              <span>{source.title || hostOf(source.url)}</span>
              <small>{source.title ? hostOf(source.url) : pathOf(source.url)}</small>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The place of a source in the page. */
export const anchorOf = (message: string, mark: string) => `source-${message}-${mark}`;

/** The number that marks it in the text: the id of a source that the service numbers, else its place. */
const markOf = ({ sourceId }: SourceUrlUIPart, index: number) =>
  /^\d+$/.test(sourceId) ? sourceId : String(index + 1);

/** Undefined for anything but a page of the web. */
function hostOf(url: string): string | undefined {
  const { protocol, host = '' } = URL.canParse(url) ? new URL(url) : {};
  return protocol === 'https:' || protocol === 'http:' ? host.replace(/^www\./, '') : undefined;
}

/** The address of a page within its host: it tells pages without a title apart. */
const pathOf = (url: string) => new URL(url).pathname;
