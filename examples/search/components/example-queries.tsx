import Link from 'next/link';

const queries = ['How do bees find flowers?', 'Something to read on a night train', 'Why does honey never spoil?'];

/** Queries to begin with. Each is a link, so it works without JavaScript. */
export function ExampleQueries() {
  return (
    <nav aria-label="Example queries" className="examples">
      {queries.map((query) => (
        // Each page is a search that is paid for: it is not loaded before it is asked for.
        <Link key={query} href={{ pathname: '/', query: { q: query } }} prefetch={false}>
          {query}
        </Link>
      ))}
    </nav>
  );
}
