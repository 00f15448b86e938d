/** Tokens of a text by its characters: about four of Latin script, or one and a half others, to a token. */
export function tokensOf(text: string): number {
  let wide = 0;
  for (let place = 0; place < text.length; place += 1) if (text.charCodeAt(place) > 0x2ff) wide += 1;
  return Math.ceil((text.length - wide) / 4 + wide / 1.5);
}
