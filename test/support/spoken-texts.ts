/** Texts that are spoken and heard again, by what is special about them. */
export const spokenTexts: readonly (readonly [name: string, text: string])[] = [
  ['English', 'The lighthouse keeper counted the waves. Nobody believed him!'],
  ['Chinese', '灯塔的看守人在数海浪。没有人相信他！'],
  ['both', '欢迎使用 Model Studio。It speaks 中文 and English.'],
  ['numbers', 'On 2026-11-28 at 09:05 it cost $1,234.56, i.e. 7 % more than 3.14.'],
  ['emoji', 'A family 👨‍👩‍👧‍👦, a wave 👋🏽, a flag 🇳🇱.'],
  ['Japanese', '灯台守は波を数えた。カモメが鳴いている。'],
  ['Korean', '등대지기는 파도를 세었다. 아무도 믿지 않았다.'],
  ['Russian', 'Смотритель маяка считал волны. Никто не верил!'],
  ['German', 'Der Leuchtturmwärter zählte die Wellen – niemand glaubte ihm.'],
  ['French', '« Où est la mer ? » demanda-t-il à l’hôte.'],
  ['Spanish', '¿Dónde está el faro? ¡Allí, señora!'],
  ['Portuguese', 'O faroleiro contou as ondas. Ninguém acreditou.'],
  ['Italian', "Il guardiano del faro contò le onde. Com'è bello!"],
  ['Arabic', 'عدّ حارس المنارة الأمواج.'],
  ['Hindi', 'प्रकाशस्तंभ के रखवाले ने लहरें गिनीं।'],
  ['Thai', 'ผู้ดูแลประภาคารนับคลื่น'],
  ['quotations', '“Stop!” she cried. ‘Why?’ … (nobody knew) [2].'],
  ['lines', 'First line\nSecond line\n\n\tThird line'],
  ['an abbreviation', 'Dr. Wu met Mr. Li at 5 p.m. near St. Paul’s.'],
  ['a link', 'See https://example.com/a_b/c-d.html?e=f&g=%20#h now.'],
  ['one word', 'Hello'],
  ['one character', '海'],
  ['punctuation', '?!'],
  ['a long word', 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'],
];

const keeper = 'The lighthouse keeper counted the waves. ';

/** Half an hour of speech. */
export const longText = keeper
  .repeat(Math.ceil(30_000 / keeper.length))
  .slice(0, 30_000)
  .trim();
