import type { CSSProperties } from 'react';
import type { Hit } from '../lib/search';

interface ResultsProps {
  query: string;
  /** Left out before the first search. */
  hits?: Hit[];
  reranked: boolean;
}

/** The texts found, best first, each with its score as a number and as a bar. */
export function Results({ query, hits, reranked }: ResultsProps) {
  return (
    <section className="results" aria-label="Results">
      {/* Always there, so that a screen reader says what comes into it. */}
      <p role="status" className="quiet">
        {hits && `${hits.length} texts for “${query}”, ${reranked ? 'reranked' : 'the nearest first'}`}
      </p>
      <ol>
        {hits?.map(({ body, topic, score, vectorRank }, index) => (
          <li key={body} className="card hit">
            <span className="rank" aria-hidden="true">
              {index + 1}
            </span>
            <p>{body}</p>
            <p className="quiet facts">
              <span>{topic}</span>
              <span className="score">
                <span className="bar" style={{ '--share': score } as CSSProperties} />
                score {score.toFixed(3)}
              </span>
              {vectorRank !== undefined && <Moved from={vectorRank} to={index + 1} />}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Moved({ from, to }: { from: number; to: number }) {
  if (from === to) return <span>vector search: same place</span>;
  return (
    <span className={from > to ? 'up' : 'down'}>
      {from > to ? '▲' : '▼'} vector search: place {from}
    </span>
  );
}
