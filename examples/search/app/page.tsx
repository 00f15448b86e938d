import { EmbedTexts } from '../components/embed-texts';
import { ExampleQueries } from '../components/example-queries';
import { Plot } from '../components/plot';
import { Problem } from '../components/problem';
import { Results } from '../components/results';
import { SearchForm } from '../components/search-form';
import { progress } from '../lib/embed-texts';
import { messageOf } from '../lib/message';
import { project } from '../lib/plane';
import { search, textCloud } from '../lib/search';

/** A parameter of the address, which may occur several times. */
interface Parameters {
  q?: string | string[];
  rerank?: string | string[];
}

/** Characters of a query. An address can be far longer, and each word is paid for. */
const maxQuery = 1000;

/** The question is in the address, so that a result can be linked to. */
export default async function Page({ searchParams }: { searchParams: Promise<Parameters> }) {
  const { q = '', rerank } = await searchParams;
  const query = [q].flat().join(' ').trim().slice(0, maxQuery);
  const reranked = rerank === 'on';
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
          <SearchForm query={query} reranked={reranked} />
          {query === '' && <ExampleQueries />}
          <Answer query={query} reranked={reranked} />
        </>
      )}
    </main>
  );
}

/** The results of a query beside the plot of all texts; before the first query, only the plot. */
async function Answer({ query, reranked }: { query: string; reranked: boolean }) {
  const { plane, dots } = await textCloud();
  // Caught here because React hides the messages of thrown errors from error.tsx in production.
  const found = query === '' ? undefined : await search(query, reranked).catch(fail);
  if (typeof found === 'string') return <Problem title="The search failed.">{found}</Problem>;
  return (
    <div className={found ? 'answer' : undefined}>
      <Results query={query} hits={found?.hits} reranked={reranked} />
      <Plot dots={dots} hits={found?.hits.map(({ body }) => body)} query={found && project(plane, found.embedding)} />
    </div>
  );
}

function fail(error: unknown): string {
  console.error(error);
  return messageOf(error);
}
