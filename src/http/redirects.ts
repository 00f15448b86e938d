import type { Failure } from './failure.js';
import { readFailureBody } from './read-failure.js';

// A server that sends a request from one of its paths to the other and back is not to be followed for ever.
export const maxRedirects = 3;

/**
 * Where a redirect leads, if it may be followed: to the same origin, with the same method. `fetch` would follow it
 * anywhere, and takes along the prompt and every header but the authorization's.
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

/** What a response that is no answer says; a redirect that was not followed says where it led. */
export function readRefusal(text: string, response: Response, url: string): Failure {
  const { status, statusText, headers, type } = response;
  const redirects = type === 'opaqueredirect' || (status >= 300 && status < 400 && headers.has('location'));
  if (!redirects) return readFailureBody(text, status, statusText);
  // Browsers keep the target to themselves.
  const target = targetOf(headers, response.url || url);
  const within = target?.origin === new URL(url).origin;
  const place = within ? target.origin + target.pathname : (target?.origin ?? 'another place');
  const why = within
    ? `only 307 and 308 keep a request as it is, and ${maxRedirects} in a row are followed`
    : 'keys and prompts go to the origin of baseURL alone';
  return {
    ...(status !== 0 && { status }),
    message:
      `The server redirects to ${place}, and nothing was sent there: ${why}. ` +
      'If that is where the service is, set baseURL to it.',
  };
}
