/** An event of a native stream: numbered from 1, its status in a comment, and no space after the colons. */
export function packet(number: number, body: object): string {
  return `id:${number}\nevent:result\n:HTTP_STATUS/200\ndata:${JSON.stringify(body)}\n\n`;
}
