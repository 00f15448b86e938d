import type { SpeechCapabilities } from '../catalogue/capabilities.js';
import { countUnits, type TextLimit } from './split.js';

/** The most text that a model takes, as far as is known; a refusal teaches more. */
export interface LearnedLimit {
  get(): TextLimit;
  /** The service has refused a text, and said the most units (or tokens) that it takes. */
  learn(refused: string, max: number): void;
}

/** Remembers the limits of a connection's models. */
export function createLimits(): (model: string, capabilities: SpeechCapabilities) => LearnedLimit {
  const learned = new Map<string, number>();
  return (model, { limit }) => ({
    get: () => ({ ...limit, units: Math.min(limit.units, learned.get(model) ?? limit.units) }),
    learn(refused, max) {
      const units = countUnits(refused);
      // Some count in tokens: where the number would not make the text shorter, half of it may.
      const next = max < units ? max : Math.max(1, Math.floor(units / 2));
      learned.set(model, Math.min(next, learned.get(model) ?? next));
    },
  });
}
