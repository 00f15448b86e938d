/** Languages of qwen-mt, from its documentation: English names, and their codes. */
const names =
  'English,Chinese,Traditional Chinese,Russian,Japanese,Korean,Spanish,French,Portuguese,German,' +
  'Italian,Thai,Vietnamese,Indonesian,Malay,Arabic,Hindi,Hebrew,Burmese,Tamil,Urdu,Bengali,Polish,' +
  'Dutch,Romanian,Turkish,Khmer,Lao,Cantonese,Czech,Greek,Swedish,Hungarian,Danish,Finnish,Ukrainian,' +
  'Bulgarian,Serbian,Telugu,Afrikaans,Armenian,Assamese,Asturian,Basque,Belarusian,Bosnian,Catalan,' +
  'Cebuano,Croatian,Egyptian Arabic,Estonian,Galician,Georgian,Gujarati,Icelandic,Javanese,Kannada,' +
  'Kazakh,Latvian,Lithuanian,Luxembourgish,Macedonian,Maithili,Maltese,Marathi,Mesopotamian Arabic,' +
  'Moroccan Arabic,Najdi Arabic,Nepali,North Azerbaijani,North Levantine Arabic,Northern Uzbek,' +
  'Norwegian Bokmål,Norwegian Nynorsk,Occitan,Odia,Pangasinan,Sicilian,Sindhi,Sinhala,Slovak,' +
  "Slovenian,South Levantine Arabic,Swahili,Tagalog,Ta'izzi-Adeni Arabic,Tosk Albanian," +
  'Tunisian Arabic,Venetian,Waray,Welsh,Western Persian';

const codes =
  'en zh zh_tw ru ja ko es fr pt de it th vi id ms ar hi he my ta ur bn pl nl ro tr km lo yue cs el ' +
  'sv hu da fi uk bg sr te af hy as ast eu be bs ca ceb hr arz et gl ka gu is jv kn kk lv lt lb mk ' +
  'mai mt mr acm ary ars ne azj apc uzn nb nn oc or pag scn sd si sk sl ajp sw tl acq als aeb vec ' +
  'war cy pes';

const known = new Set([...names.split(','), ...codes.split(' ')].map((name) => name.toLowerCase()));

/** True for a language that qwen-mt translates. */
export function isLanguage(name: string): boolean {
  return known.has(name.toLowerCase());
}
