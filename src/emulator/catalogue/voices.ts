/** Voices of qwen3-tts-instruct-flash; qwen3-tts-flash has them as well. */
const shared =
  'Cherry,Serena,Ethan,Chelsie,Momo,Vivian,Moon,Maia,Kai,Nofish,Bella,Eldric Sage,Mia,Mochi,Bellona,Vincent,Bunny,' +
  'Neil,Elias,Arthur,Nini,Seren,Pip,Stella';

const further =
  'Jennifer,Ryan,Katerina,Aiden,Bodega,Sonrisa,Alek,Dolce,Sohee,Ono Anna,Lenn,Emilien,Andre,Radio Gol,Jada,Dylan,' +
  'Li,Marcus,Roy,Peter,Sunny,Eric,Rocky,Kiki,Ebona';

const first = 'Cherry,Ethan,Nofish,Jennifer,Ryan,Katerina,Elias,Jada,Dylan,Sunny,Li,Marcus,Roy,Peter,Rocky,Kiki,Eric';

/** System voices of Qwen-TTS models, by a name of the list (voices page, Sep 2026). */
export const qwenVoices = {
  instruct: shared.split(','),
  flash: `${shared},${further}`.split(','),
  'flash-2025-09-18': first.split(','),
  old: 'Cherry,Serena,Ethan,Chelsie'.split(','),
  'old-latest': 'Cherry,Serena,Ethan,Chelsie,Dylan,Jada,Sunny'.split(','),
  none: [],
} as const satisfies Record<string, readonly string[]>;

/** Voices of an older omni model (release notes of 2025); undefined for any other model. */
export function omniVoices(id: string): readonly string[] | undefined {
  if (id.startsWith('qwen-omni-turbo')) return qwenVoices.old;
  return id === 'qwen2.5-omni-7b' ? ['Ethan', 'Chelsie'] : undefined;
}

/**
 * System voices of CosyVoice and Qwen-Audio: hundreds of names, which follow a pattern in each generation of models
 * (voice lists of May to Sep 2026).
 */
export const engineVoices = {
  'cosyvoice-v1': /^(?:long|loong)\w*?(?<!_v\d)$/,
  'cosyvoice-v2': /^\w+_v2$/,
  'cosyvoice-v3-flash': /^(?:long|loong)\w*?(?:(?<!_v\d)|_v3)$/,
  'cosyvoice-v3-plus': /^longan(?:yang|huan)$/,
  'cosyvoice-v3.5': undefined,
  'qwen-audio-3.0-tts-plus': /^longan(?:lingxin|lufeng|lingxi|huan_v3\.6)$/,
  'qwen-audio-3.0-tts-flash': /^longan(?:fengyue|yuanfei|lingxi|xiaoxin|huan_v3\.6)$|^qwen-audio-3\.0-tts-flash-\w+$/,
  'qwen-audio-3.1': /^\w+_v3\.1$/,
} as const satisfies Record<string, RegExp | undefined>;
