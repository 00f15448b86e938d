import { embed, rerank } from 'ai';
import { nearestTexts, storedTexts, storedVersion, type Match } from './database';
import { withTopic } from './embed-texts';
import { queryModel, rerankingModel } from './models';
import { fitPlane, project, type Plane, type Point } from './plane';

/** Number of texts that are shown, and that the reranking model may choose from. */
const shown = 8;
const candidates = 24;

/** A result. */
export interface Hit extends Match {
  /** Its place among the nearest vectors, from 1, if a model has put them in another order. */
  vectorRank?: number;
}

export interface Found {
  hits: Hit[];
  embedding: number[];
}

/** The texts nearest to a query; with `reranked`, in the order of a reranking model. */
export async function search(query: string, reranked: boolean): Promise<Found> {
  const { embedding } = await embed({ model: queryModel, value: query });
  if (!reranked) return { embedding, hits: await nearestTexts(embedding, shown) };
  const nearest = await nearestTexts(embedding, candidates);
  const { ranking } = await rerank({
    model: rerankingModel,
    query,
    documents: nearest.map(withTopic),
    topN: shown,
  });
  const hits = ranking.map(({ originalIndex, score }) => {
    return { ...nearest[originalIndex]!, score, vectorRank: originalIndex + 1 };
  });
  return { embedding, hits };
}

/** A text as a dot. */
export interface Dot extends Point {
  topic: string;
  body: string;
}

interface Cloud {
  plane: Plane;
  dots: Dot[];
  version: string;
}

let cloud: Cloud | undefined;

/** All stored texts on a plane, which is fitted again when other texts are stored. */
export async function textCloud(): Promise<Cloud> {
  const version = await storedVersion();
  if (cloud?.version === version) return cloud;
  const texts = await storedTexts();
  const plane = fitPlane(texts.map(({ embedding }) => embedding));
  const dots = texts.map(({ topic, body, embedding }) => ({ topic, body, ...project(plane, embedding) }));
  cloud = { plane, dots, version };
  return cloud;
}
