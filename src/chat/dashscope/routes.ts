import type { Message } from '../prompt/prompt.js';
import type { ChatRequest } from '../prompt/request.js';
import type { DashScopeEndpoint } from '../../catalogue/capabilities.js';

/** Where the models of one provider are served. The catalogue says so first; the service may know better. */
export interface Routes {
  endpointOf(request: ChatRequest): DashScopeEndpoint;
  /** Whether an error says that the other endpoint has the model ("url error, please check url！"). */
  misrouted(error: Error): boolean;
  /** Takes note that a model isn't served at a URL; false if both endpoints have refused it. */
  reroute(model: string, url: string): boolean;
}

export const paths: Record<DashScopeEndpoint, string> = {
  text: '/services/aigc/text-generation/generation',
  multimodal: '/services/aigc/multimodal-generation/generation',
};

const others: Record<DashScopeEndpoint, DashScopeEndpoint> = { text: 'multimodal', multimodal: 'text' };

/** `expected` is what the catalogue says of a model; undefined if it says nothing. */
export function createRoutes(expected: (model: string) => DashScopeEndpoint | undefined): Routes {
  const refused = new Map<string, Set<DashScopeEndpoint>>();
  return {
    endpointOf({ model, prompt }) {
      // The text endpoint takes no media, so a model that is not known is asked at the other one about them.
      const first = expected(model) ?? (prompt.some(hasMedia) ? 'multimodal' : 'text');
      return refused.get(model)?.has(first) === true ? others[first] : first;
    },
    misrouted: (error) => /url error, please check url/i.test(error.message),
    reroute(model, url) {
      const endpoints = refused.get(model) ?? new Set<DashScopeEndpoint>();
      endpoints.add(url.endsWith(paths.multimodal) ? 'multimodal' : 'text');
      if (endpoints.size === 1) {
        refused.set(model, endpoints);
        return true;
      }
      // Both have refused it: nothing is known of the model.
      refused.delete(model);
      return false;
    },
  };
}

function hasMedia(message: Message): boolean {
  return message.role === 'user' && message.parts.some(({ type }) => type !== 'text' && type !== 'document');
}
