import { readFailureBody, type Failure } from './failure.js';

// A server that sends a request from one of its paths to the other and back is not to be followed for ever.
export const maxRedirects = 3;

/**
 * Where a redirect leads, if it may be followed: to the same origin, with the same method. `fetch` would follow it
 * anywhere, and takes along the prompt and every header but the authorization's.
 */
export function redirectWithin(
  url: string,
  { status, headers }: Response,
  method: string | undefined,
): string | undefined {
  const keepsMethod = status === 307 || status === 308 || (method === 'GET' && status >= 301 && status <= 303);
  if (!keepsMethod) return undefined;
  const target = targetOf(headers, url);
  return target?.origin === new URL(url).origin ? target.href : undefined;
}

function targetOf(headers: Headers, base: string): URL | undefined {
  try {
    return new URL(headers.get('location') ?? '', base);
  } catch {
    return undefined;
  }
}

/** What a response that is no answer says; a redirect that was not followed says where it led. */
export function readRefusal(text: string, { status, statusText, headers, type }: Response): Failure {
  const redirects = type === 'opaqueredirect' || (status >= 300 && status < 400 && headers.has('location'));
  if (!redirects) return readFailureBody(text, status, statusText);
  // Browsers keep the target to themselves.
  const target = headers.has('location') ? targetOf(headers, 'about:blank')?.origin : undefined;
  return {
    ...(status !== 0 && { status }),
    message:
      `The server redirects to ${target ?? 'another place'}, and nothing was sent there: keys and prompts go to the ` +
      'origin of baseURL alone. If that is where the service is, set baseURL to it.',
  };
}
