import { defaultUrlTransform, type UrlTransform } from 'streamdown';

/**
 * A URL of an answer, or nothing in its place. A page loads pictures by itself, and what a model was made to write into
 * their address would go to another server with it. Links wait for a click.
 */
export const safeURL: UrlTransform = (url, attribute, node) => {
  if (attribute !== 'src') return defaultUrlTransform(url, attribute, node);
  return isOwnPicture(url) ? url : undefined;
};

/** True for a picture that its own URL holds, or that this server has. */
export function isOwnPicture(url: string): boolean {
  if (/^data:image\//i.test(url)) return true;
  // Relative URLs stay there. The name is reserved: no server has it.
  const here = 'https://this.invalid';
  return URL.canParse(url, here) && new URL(url, here).origin === here;
}
