import { embedMany } from 'ai';
import { keepTexts, storedBodies, storeTexts, type Text } from './database';
import { documentModel } from './models';
import topics from './texts.json';

/** The texts to search: put your own in their place. */
const texts: Text[] = Object.entries(topics).flatMap(([topic, bodies]) => bodies.map((body) => ({ topic, body })));

export interface Progress {
  stored: number;
  total: number;
}

/** Number of texts of one step, which three requests take. They are stored before the next step. */
const step = 30;

export async function progress(): Promise<Progress> {
  return { stored: texts.length - (await missingTexts()).length, total: texts.length };
}

/**
 * Embeds and stores the texts that are not stored yet, and reports its progress after each step. Texts that are no longer
 * in the list are deleted.
 */
export async function* embedTexts(abortSignal: AbortSignal): AsyncGenerator<Progress> {
  await keepTexts(texts);
  const missing = await missingTexts();
  const total = texts.length;
  let stored = total - missing.length;
  yield { stored, total };
  for (let start = 0; start < missing.length; start += step) {
    const batch = missing.slice(start, start + step);
    const { embeddings } = await embedMany({
      model: documentModel,
      values: batch.map(withTopic),
      abortSignal,
    });
    await storeTexts(batch, embeddings);
    stored += batch.length;
    yield { stored, total };
  }
}

/** The text that is embedded: a short sentence says more with its heading. */
export function withTopic({ topic, body }: Text): string {
  return `${topic}: ${body}`;
}

async function missingTexts(): Promise<Text[]> {
  const stored = await storedBodies();
  return texts.filter(({ body }) => !stored.has(body));
}
