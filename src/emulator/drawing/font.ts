/** Glyphs of 3 × 5 pixels: five rows, each an octal digit whose bits are the pixels. */
const glyphs: Record<string, string> = {
  A: '25755',
  B: '65656',
  C: '34443',
  D: '65556',
  E: '74647',
  F: '74644',
  G: '34553',
  H: '55755',
  I: '72227',
  J: '11152',
  K: '55655',
  L: '44447',
  M: '57755',
  N: '65555',
  O: '25552',
  P: '65644',
  Q: '25563',
  R: '65655',
  S: '34216',
  T: '72222',
  U: '55557',
  V: '55552',
  W: '55775',
  X: '55255',
  Y: '55222',
  Z: '71247',
  0: '75557',
  1: '26227',
  2: '71747',
  3: '71317',
  4: '55711',
  5: '74717',
  6: '74757',
  7: '71111',
  8: '75757',
  9: '75717',
  '.': '00002',
  ',': '00024',
  ':': '02020',
  ';': '02024',
  '-': '00700',
  _: '00007',
  '!': '22202',
  '?': '61202',
  '/': '11244',
  '(': '12221',
  ')': '42224',
  "'": '22000',
  '"': '55000',
  '*': '05250',
  '+': '02720',
  '=': '07070',
  '#': '57575',
  '%': '51245',
  '<': '12421',
  '>': '42124',
  '[': '64446',
  ']': '31113',
  ' ': '00000',
};

/** A character that the font lacks, such as a Chinese one, is a box. */
const box = '77777';

/** Pixels of a character with its gap. */
export const cellWidth = 4;
export const cellHeight = 7;

/** The characters of a text as the font has them: capitals without accents. */
export function drawable(text: string): string[] {
  return [...text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').toUpperCase()];
}

/** Calls `set` for each pixel of a character. */
export function eachPixel(character: string, set: (x: number, y: number) => void): void {
  const rows = Object.hasOwn(glyphs, character) ? glyphs[character]! : box;
  for (let y = 0; y < 5; y += 1) {
    for (let x = 0; x < 3; x += 1) if (Number(rows[y]) & (4 >> x)) set(x, y);
  }
}
