/** A page without the paragraphs that hold only until the first release. */
export function withoutUnreleased(page: string): string {
  return page.replace(/<!-- until the first release -->\n[^]*?<!-- \/until the first release -->\n\n?/g, '');
}
