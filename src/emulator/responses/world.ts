import { stem, wordsOf } from '../util/words.js';

/** A page of the emulator's web, which is about an island that does not exist. */
export interface Page {
  url: string;
  title: string;
  text: string;
}

const site = 'https://example.com/emulated';

const about: Page = {
  url: `${site}/about`,
  title: 'About the web of the emulator',
  text: 'This page is made up by the ai-sdk-qwen emulator. Its web has a few pages about the island of Northpoint.',
};

/** Every page of the emulator's web. */
const pages: readonly Page[] = [
  {
    url: `${site}/lighthouse`,
    title: 'The lighthouse of Northpoint',
    text: 'The lighthouse of Northpoint is 42 metres tall. It was built in 1871.',
  },
  {
    url: `${site}/ferry`,
    title: 'The ferry to Northpoint',
    text: 'The ferry to Northpoint leaves at nine and takes 35 minutes. A ticket costs 12 euros.',
  },
  {
    url: `${site}/inhabitants`,
    title: 'The inhabitants of Northpoint',
    text: 'Northpoint has 1250 inhabitants. In 2020 it had 1000.',
  },
  {
    url: `${site}/museum`,
    title: 'The museum of Northpoint',
    text: 'The museum of Northpoint shows 300 ships in bottles. It is closed on Mondays.',
  },
  about,
];

/** Pictures of the emulator's web. */
const pictures: readonly Omit<Page, 'text'>[] = [
  { title: 'The lighthouse of Northpoint at night', url: `${site}/lighthouse.png` },
  { title: 'The ferry of Northpoint in the harbour', url: `${site}/ferry.png` },
  { title: 'A ship in a bottle', url: `${site}/bottle.png` },
];

/** The only knowledge base that the emulator has. */
export const knowledgeBase = 'emulated-store';

const documents: readonly { id: string; name: string; text: string }[] = [
  {
    id: 'file_harbour',
    name: 'Rules of the harbour',
    text: 'Boats longer than 20 metres stay outside the harbour of Northpoint.',
  },
  { id: 'file_keeper', name: 'Diary of the keeper', text: 'The keeper lights the lamp of the lighthouse at sunset.' },
];

const maxItems = 3;

/** The number of a query's words that a text has. */
function closeness(query: string, text: string): number {
  const words = new Set(wordsOf(text).map(stem));
  return new Set(
    wordsOf(query)
      .map(stem)
      .filter((word) => words.has(word)),
  ).size;
}

/** The items whose text is close to the query, the closest first. */
function closest<T>(query: string, items: readonly T[], textOf: (item: T) => string): { item: T; hits: number }[] {
  return items
    .map((item) => ({ item, hits: closeness(query, textOf(item)) }))
    .filter(({ hits }) => hits > 0)
    .sort((one, other) => other.hits - one.hits)
    .slice(0, maxItems);
}

/** The pages that a search finds; a page about the emulator's web where there is none. */
export function searchPages(query: string): Page[] {
  const found = closest(query, pages, ({ title, text }) => `${title} ${text}`).map(({ item }) => item);
  return found.length > 0 ? found : [about];
}

/** The page of a URL; undefined where the emulator's web has none. */
export function pageOf(url: string): Page | undefined {
  return pages.find((page) => page.url === url);
}

/** The pictures that a search finds, with the numbers that the service gives them; all of them where none is close. */
export function searchPictures(query: string): { title: string; url: string; index: number }[] {
  const found = closest(query, pictures, ({ title }) => title).map(({ item }) => item);
  return (found.length > 0 ? found : pictures).map(({ title, url }, place) => ({ title, url, index: place + 1 }));
}

/** The passages of the knowledge base that a search finds. */
export function searchDocuments(query: string): { file_id: string; filename: string; score: number; text: string }[] {
  return closest(query, documents, ({ name, text }) => `${name} ${text}`).map(({ item, hits }) => ({
    score: Number((1 - 1 / (hits + 1)).toFixed(4)),
    filename: item.name,
    text: item.text,
    file_id: item.id,
  }));
}
