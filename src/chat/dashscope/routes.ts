import type { Message } from '../prompt/prompt.js';
import type { ChatRequest } from '../prompt/request.js';
import type { DashScopeEndpoint } from '../../catalogue/capabilities.js';

/** The endpoints that serve the models of a provider. The catalogue is asked first; the service may know better. */
export interface Routes {
  endpointOf(request: ChatRequest): DashScopeEndpoint;
  /** True if an error says that the other endpoint has the model ("url error, please check url！"). */
  misrouted(error: Error): boolean;
  /** Remembers that an endpoint does not serve a model; false if both endpoints have refused it. */
  reroute(model: string, url: string): boolean;
}

export const paths: Record<DashScopeEndpoint, string> = {
  text: '/services/aigc/text-generation/generation',
  multimodal: '/services/aigc/multimodal-generation/generation',
};

const others: Record<DashScopeEndpoint, DashScopeEndpoint> = { text: 'multimodal', multimodal: 'text' };

/** `expected` is the catalogue's endpoint of a model, if it has one. */
export function createRoutes(expected: (model: string) => DashScopeEndpoint | undefined): Routes {
  const refused = new Map<string, Set<DashScopeEndpoint>>();
  return {
    endpointOf({ model, prompt }) {
      // The text endpoint accepts no media, so prompts with media for an unknown model go to the other one.
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
      // Both have refused it, so nothing is known of the model.
      refused.delete(model);
      return false;
    },
  };
}

function hasMedia(message: Message): boolean {
  return message.role === 'user' && message.parts.some(({ type }) => type !== 'text' && type !== 'document');
}
