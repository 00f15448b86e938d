import type { APICallError } from '@ai-sdk/provider';
import type { Service } from './messages.js';

/** Where the models of one provider are served. The catalogue says so first; the service may know better. */
export interface Routes {
  serviceOf(model: string): Service;
  /** Whether an error says that the other service has the model ("url error, please check url！"). */
  misrouted(error: APICallError): boolean;
  /** Takes note that a model isn't served at a URL; false if both services have refused it. */
  reroute(model: string, url: string): boolean;
}

export const paths: Record<Service, string> = {
  text: '/services/aigc/text-generation/generation',
  multimodal: '/services/aigc/multimodal-generation/generation',
};

const others: Record<Service, Service> = { text: 'multimodal', multimodal: 'text' };

export function createRoutes(expected: (model: string) => Service): Routes {
  const refused = new Map<string, Set<Service>>();
  return {
    serviceOf(model) {
      const first = expected(model);
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
