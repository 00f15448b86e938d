import type { Answer, Source } from '../model/answer.js';
import type { Asked } from './question.js';

/** The form of an answer. */
export interface Style extends Asked {
  /** The request id. */
  id: string;
  /** The last piece may carry the finish reason. A stream that will break off keeps them apart. */
  merges: boolean;
}

/** `search_info`: the pages, or empty lists in chunks after the first. */
export function searchInfo(sources: Source[]): object {
  return { extra_tool_info: [], search_results: searchResults(sources) };
}

export function searchResults(sources: Source[]): object[] {
  return sources.map(({ title, url, siteName, icon }, index) => ({
    icon,
    site_name: siteName,
    index: index + 1,
    title,
    url,
  }));
}

/** `usage.plugins`: the built-in tools that were used. `ran`: the code interpreter has run. */
export function pluginsOf({ sources, interpreter }: Answer, { question }: Style, ran: boolean): object | undefined {
  const { search } = question;
  const plugins = {
    ...(sources && search && { search: { count: 1, strategy: search.strategy } }),
    ...(search?.pictures && { image_search: { count: 1 } }),
    ...(interpreter && ran && { code_interpreter: { count: interpreter.calls.length } }),
  };
  return Object.keys(plugins).length === 0 ? undefined : plugins;
}
