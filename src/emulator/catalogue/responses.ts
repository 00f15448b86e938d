import type { Model } from './model.js';

/** The rule by which the Responses API refuses a model that it does not serve. */
export type ResponsesRefusal = 'responses-model' | 'responses-agent' | 'responses-event' | 'responses-metadata';

// A table of models that were tried one by one in September 2026. It also shows that models outside the documented
// list may answer, so only those are refused that were.
const refusals: Record<ResponsesRefusal, string> = {
  'responses-model': 'qwen3.6-27b qwen3-vl-plus qwen3.5-omni-plus',
  'responses-agent': 'qwen3-235b-a22b-instruct-2507',
  'responses-event': 'qwen3-14b qwen-max qwen-coder-plus qwen-coder-turbo qwq-plus qwen-long',
  'responses-metadata': 'MiniMax-M2.5',
};

const refusalOf = new Map(
  Object.entries(refusals).flatMap(([rule, ids]) => ids.split(' ').map((id) => [id, rule as ResponsesRefusal])),
);

/** The rule by which the Responses API refuses a model; undefined for a model that it serves. */
export function refusalOfModel({ id, kind }: Model): ResponsesRefusal | undefined {
  return kind === 'chat' ? refusalOf.get(id) : 'responses-model';
}

/** Models on which the page reader needs thinking. */
export function readsOnlyThinking(id: string): boolean {
  return /^qwen3\.[57]-plus/.test(id);
}

/** Models that count thinking in max_output_tokens. */
export function countsThinking(id: string): boolean {
  return id.startsWith('qwen3.8');
}
