import { isPlan, planBaseURLs } from './plan-hosts.js';

/** The server that a call went to, and what may explain that it refused the key. */
export interface Place {
  host: string;
  /** The reason for the choice of the host: "region singapore, the default". */
  chosenBy: string;
  isModelStudio: boolean;
  /** True if the key belongs to a plan. */
  ofPlan: boolean;
}

const plans = Object.entries(planBaseURLs).map(([plan, urls]) => `${urls.join(' or ')} (${plan})`);

/** Advice about a refused key. */
export function keyHint({ host, chosenBy, isModelStudio, ofPlan }: Place): string {
  const asked = `${host} refused the key (${chosenBy}).`;
  if (!isModelStudio) return `${asked} Pass the key of that server as apiKey.`;
  if (isPlan(host)) return `${asked} It accepts only keys of its plan.`;
  const baseURLs = `set \`baseURL\` to ${plans.join(', or ')}`;
  if (ofPlan) return `${asked} Keys that begin with sk-sp- belong to a plan, which has other hosts: ${baseURLs}.`;
  return (
    `${asked} A key belongs to one region: set \`region\` or \`baseURL\` to the key's region. For a key of a plan ` +
    `(sk-sp-…) ${baseURLs}.`
  );
}
