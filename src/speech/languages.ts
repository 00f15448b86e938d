/** Names that Qwen-TTS has for languages, by their ISO 639-1 codes. */
const names: Readonly<Record<string, string>> = {
  zh: 'Chinese',
  en: 'English',
  de: 'German',
  it: 'Italian',
  pt: 'Portuguese',
  es: 'Spanish',
  ja: 'Japanese',
  ko: 'Korean',
  fr: 'French',
  ru: 'Russian',
};

/** The code of a language that is given as a code, with or without a region, or by its English name. */
export function languageCode(given: string): string {
  const name = given.trim().toLowerCase();
  const [code] = Object.entries(names).find(([, one]) => one.toLowerCase() === name) ?? [];
  return code ?? name.split(/[-_]/)[0] ?? name;
}

/** The name that Qwen-TTS has for a language; undefined if it has none. */
export function languageName(given: string): string | undefined {
  if (given.trim().toLowerCase() === 'auto') return 'Auto';
  return names[languageCode(given)];
}
