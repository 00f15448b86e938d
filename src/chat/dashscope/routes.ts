import type { Message } from '../prompt/prompt.js';
import type { ChatRequest } from '../prompt/request.js';
import type { Service } from './messages.js';

/** Where the models of one provider are served. The catalogue says so first; the service may know better. */
export interface Routes {
  serviceOf(request: ChatRequest): Service;
  /** Whether an error says that the other service has the model ("url error, please check url！"). */
  misrouted(error: Error): boolean;
  /** Takes note that a model isn't served at a URL; false if both services have refused it. */
  reroute(model: string, url: string): boolean;
}

export const paths: Record<Service, string> = {
  text: '/services/aigc/text-generation/generation',
  multimodal: '/services/aigc/multimodal-generation/generation',
};

const others: Record<Service, Service> = { text: 'multimodal', multimodal: 'text' };

/** `expected` is what the catalogue says of a model; undefined if it says nothing. */
export function createRoutes(expected: (model: string) => Service | undefined): Routes {
  const refused = new Map<string, Set<Service>>();
  return {
    serviceOf({ model, prompt }) {
      // The text service takes no media, so a model that is not known is asked at the other one about them.
      const first = expected(model) ?? (prompt.some(hasMedia) ? 'multimodal' : 'text');
      return refused.get(model)?.has(first) === true ? others[first] : first;
    },
    misrouted: (error) => /url error, please check url/i.test(error.message),
    reroute(model, url) {
      const services = refused.get(model) ?? new Set<Service>();
      services.add(url.endsWith(paths.multimodal) ? 'multimodal' : 'text');
      if (services.size === 1) {
        refused.set(model, services);
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
