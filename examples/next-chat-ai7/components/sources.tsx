import type { ChatMessage } from '../lib/chat-message';
import { anchorOf, hostOf, markOf, sourcesOf } from '../lib/citations';

/** The pages that an answer draws on. The marks in its text lead here. */
export function Sources({ message }: { message: ChatMessage }) {
  const sources = sourcesOf(message);
  if (sources.length === 0) return null;
  return (
    <section className="sources" aria-label="Sources">
      <h3>Sources</h3>
      <ol>
        {sources.map((source, index) => {
          const { url, title, sourceId } = source;
          const mark = markOf(source, index);
          return (
            <li key={sourceId} id={anchorOf(message.id, mark)}>
              <a href={url} target="_blank" rel="noreferrer">
                <b>{mark}</b>
                <span>{title || hostOf(url)}</span>
                {/* The path tells pages of one host apart that have no title. */}
                <small>{title ? hostOf(url) : new URL(url).pathname}</small>
              </a>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
