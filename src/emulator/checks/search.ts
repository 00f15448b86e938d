import type { Search } from '../model/question.js';
import { refuse } from '../rules/api-error.js';
import { isObject, type JsonObject } from '../util/objects.js';

/** Fields that may be combined with an agent strategy. */
const besideAgents = new Set(['search_strategy', 'enable_source']);

/** Reads `enable_search` and its options, of which the compatible protocol has fewer. */
export function readSearch(given: JsonObject): Search | undefined {
  if (given.enable_search !== true) return undefined;
  const options = isObject(given.search_options) ? given.search_options : {};
  const { search_strategy: strategy = 'turbo', citation_format: format = '[<number>]' } = options;
  if (strategy === 'agent' || strategy === 'agent_max') {
    const field = Object.keys(options).find((name) => !besideAgents.has(name) && options[name] != null);
    if (field !== undefined) refuse('search-agent', { field, given: strategy });
  }
  return {
    strategy: String(strategy),
    tellsSources: options.enable_source === true,
    prepends: options.prepend_search_result === true,
    ...(options.enable_citation === true && { citation: String(format) }),
    pictures: given.enable_text_image_mixed === true,
  };
}
