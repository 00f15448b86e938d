/** The moment when a signed URL expires; undefined if the URL does not say. */
export function expiryOf(url: string): string | undefined {
  const seconds = Number(/[?&]Expires=(\d{9,11})(?:&|$)/.exec(url)?.[1]);
  return Number.isNaN(seconds) ? undefined : new Date(seconds * 1000).toISOString();
}

/** The service's links are http, although the same files come by https. */
export function secureURL(url: string): string {
  return url.replace(/^http:(?=\/\/[\w.-]+\.aliyuncs\.com\/)/i, 'https:');
}
