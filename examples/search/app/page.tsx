import { EmbedTexts } from '../components/embed-texts';
import { Plot } from '../components/plot';
import { Problem } from '../components/problem';
import { Results } from '../components/results';
import { SearchForm } from '../components/search-form';
import { progress } from '../lib/embed-texts';
import { messageOf } from '../lib/message';
import { project } from '../lib/plane';
import { search, textCloud } from '../lib/search';

interface Parameters {
  q?: string;
  rerank?: string;
}

/** The question stands in the address, so that an answer can be linked to. */
export default async function Page({ searchParams }: { searchParams: Promise<Parameters> }) {
  const { q = '', rerank } = await searchParams;
  const { stored, total } = await progress();
  return (
    <main>
      <header>
        <h1>Semantic search</h1>
        <p>{total} short texts, found by what they mean. Vectors by text-embedding-v4, kept in Postgres.</p>
      </header>
      {stored < total ? (
        <EmbedTexts stored={stored} total={total} />
      ) : (
        <>
          <SearchForm query={q} reranked={rerank === 'on'} />
          <Answer query={q.trim()} reranked={rerank === 'on'} total={total} />
        </>
      )}
    </main>
  );
}

/** What was found for a query, beside the picture of all texts; before the first query, the picture alone. */
async function Answer({ query, reranked, total }: { query: string; reranked: boolean; total: number }) {
  const { plane, dots } = await textCloud(total);
  // Caught here and not by error.tsx: in production, React hides the messages of errors that a component throws.
  const found = query === '' ? undefined : await search(query, reranked).catch(messageOf);
  if (typeof found === 'string') return <Problem title="The search failed.">{found}</Problem>;
  return (
    <div className={found ? 'answer' : undefined}>
      <Results query={query} hits={found?.hits} reranked={reranked} />
      <Plot
        dots={dots}
        hits={found?.hits.map(({ body }) => body)}
        query={found && project(plane, found.embedding)}
      />
    </div>
  );
}
