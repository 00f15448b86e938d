import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { models } from '../../src/catalogue/models.js';
import type { ModelCapabilities } from '../../src/catalogue/capabilities.js';

/** One model of the service's console, as recorded on 27 May 2026 in Beijing. */
interface Recorded {
  model: string;
  context?: number | null;
  maxInput?: number | null;
  maxOutput?: number | null;
  features?: string[] | null;
  capabilities?: string[] | null;
  request?: string[] | null;
  response?: string[] | null;
}

const recordings = process.env.QWEN_RECORDINGS;
const read = (): Recorded[] =>
  JSON.parse(readFileSync(join(recordings ?? '', 'model-catalogue', 'models.compact.json'), 'utf8'));

/**
 * Text generation, reasoning, visual understanding and omni models that answer in text. The rest is not for
 * chat: pictures, videos, 3D, speech in and out, music, translation of live speech, embeddings, rerank, and
 * all realtime models (websocket).
 */
const chats = ({ capabilities, response }: Recorded): boolean =>
  response?.includes('Text') === true &&
  capabilities?.some((one) => ['TG', 'Reasoning', 'VU', 'Multimodal-Omni'].includes(one)) === true;

const object = 'json: json_object is documented for the line (structured output page, 2026)';
const tools = 'tools: documented for the line (chat API page, 2026)';
const files = 'inputs: documents are given by id or URL, which the console does not count';
const limits = 'limits: the console has none; those of its siblings and of the models page';

/** Where the catalogue knows better than the console. */
const differences: Record<string, string[]> = {
  'kimi-k2.6': [object],
  'kimi-k2.5': [object],
  'kimi-k2-thinking': [object],
  'deepseek-v4-pro': [object],
  'deepseek-v4-flash': [object],
  'Moonshot-Kimi-K2-Instruct': [object],
  'deepseek-v3.2': ['json: json_schema according to the structured output page of Feb 2026'],
  'glm-5': [object],
  'glm-4.7': [object],
  'glm-4.6': [object],
  'glm-4.5': [object],
  'glm-4.5-air': [object],
  'qwen-coder-plus': [object],
  'qwen-coder-turbo': [object],
  'qwen-doc-turbo': [files],
  'qwen-long-latest': [object, files],
  'qwen-long': [object, files],
  'qwen-plus-0112': [object],
  'qwen-plus-1220': [object],
  'qwen-turbo': ['tools: documented for qwen-turbo (text generation page, 2025)'],
  'qwen-vl-plus-latest': [object],
  'qwen3-coder-30b-a3b-instruct': [tools, object],
  'qwen3-coder-480b-a35b-instruct': [tools, object],
  'qwen3-coder-next': [tools, object],
  'qwen3-coder-flash': [object],
  'qwen3-coder-plus': [object],
  'qwen3-max-preview': [object],
  'qwen3.7-max': ['json: json_schema according to the structured output page of autumn 2026'],
  'qwen3-vl-32b-thinking': [limits],
  'qwen3-next-80b-a3b-instruct': [tools, object],
  'qwen3-next-80b-a3b-thinking': [tools],
  'qwen3-30b-a3b-thinking-2507': ['limits: 81,920 tokens there, less than its own input; models page', tools],
  'qwen3-235b-a22b-thinking-2507': [limits, tools],
};

/** Names of the facts in which a row and the recording differ. */
function compare(row: ModelCapabilities, recorded: Recorded): string[] {
  const has = (feature: string) => recorded.features?.includes(feature) === true;
  const inputs = (recorded.request ?? []).map((input) => input.toLowerCase()).sort();
  const same: Record<string, boolean> = {
    limits:
      row.contextWindow === (recorded.context ?? undefined) &&
      row.maxInputTokens === (recorded.maxInput ?? undefined) &&
      row.maxOutputTokens === (recorded.maxOutput ?? undefined),
    tools: (row.tools === true) === has('function-calling'),
    json: (row.json === 'object' || row.json === 'schema') === has('structured-outputs'),
    search: (row.webSearch === true) === has('web-search'),
    prefix: (row.partial === true) === has('prefix-completion'),
    cache: (row.cache === true) === has('cache'),
    inputs: [...(row.inputs ?? [])].sort().join() === inputs.join(),
    speech: (row.speech === true) === (recorded.response?.includes('Audio') === true),
  };
  return Object.keys(same).filter((fact) => !same[fact]);
}

describe.skipIf(recordings === undefined)(
  'the recorded catalogue (skipped unless QWEN_RECORDINGS, a variable, names the recordings folder)',
  () => {
    test('the recorded catalogue has no chat model that is missing here', () => {
      const ids = read()
        .filter(chats)
        .map(({ model }) => model);
      expect(ids.length).toBeGreaterThan(90);
      expect(ids.filter((id) => !models().has(id))).toEqual([]);
    });

    test('the recorded catalogue agrees with ours, except for the named differences', () => {
      const found = read().flatMap((recorded) => {
        const row = chats(recorded) ? models().get(recorded.model) : undefined;
        const facts = row ? compare(row, recorded) : [];
        return facts.length > 0 ? [[recorded.model, facts.sort()] as const] : [];
      });
      const named = Object.entries(differences).map(
        ([id, reasons]) => [id, reasons.map((reason) => reason.split(':')[0]).sort()] as const,
      );
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(named));
    });
  },
);
