import type { Failure } from './failure.js';
import { readFailureBody } from './read-failure.js';

// A server whose two paths redirect to each other must not keep a call busy for ever.
export const maxRedirects = 3;

/**
 * The target of a redirect that may be followed: same origin, same method. `fetch` would follow any redirect, and sends
 * the prompt and every header except `authorization` along.
 */
export function redirectWithin(url: string, response: Response, method: string | undefined): string | undefined {
  const { status } = response;
  const keepsMethod = status === 307 || status === 308 || (method === 'GET' && status >= 301 && status <= 303);
  if (!keepsMethod) return undefined;
  const target = targetOf(response.headers, url);
  return target?.origin === new URL(url).origin ? target.href : undefined;
}

function targetOf(headers: Headers, base: string): URL | undefined {
  const location = headers.get('location');
  if (location === null) return undefined;
  try {
    return new URL(location, base);
  } catch {
    return undefined;
  }
}

/** The failure of a response that is not an answer. For a redirect that was not followed, it says where it led. */
export function readRefusal(text: string, response: Response, url: string): Failure {
  const { status, statusText, headers, type } = response;
  const redirects = type === 'opaqueredirect' || (status >= 300 && status < 400 && headers.has('location'));
  if (!redirects) return readFailureBody(text, status, statusText);
  // Browsers hide the target.
  const target = targetOf(headers, response.url || url);
  const within = target?.origin === new URL(url).origin;
  const place = within ? target.origin + target.pathname : (target?.origin ?? 'another place');
  const why = within
    ? `only 307 and 308 keep a request as it is, and ${maxRedirects} in a row are followed`
    : 'keys and prompts go only to the origin of baseURL';
  return {
    ...(status !== 0 && { status }),
    message:
      `The server redirects to ${place}. Nothing was sent there: ${why}. ` +
      'If the service is there, set baseURL to it.',
  };
}
