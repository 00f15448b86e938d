/** Voices that come with qwen3-tts-instruct-flash; qwen3-tts-flash has them as well (voices page, Sep 2026). */
const shared = [
  'Cherry',
  'Serena',
  'Ethan',
  'Chelsie',
  'Momo',
  'Vivian',
  'Moon',
  'Maia',
  'Kai',
  'Nofish',
  'Bella',
  'Eldric Sage',
  'Mia',
  'Mochi',
  'Bellona',
  'Vincent',
  'Bunny',
  'Neil',
  'Elias',
  'Arthur',
  'Nini',
  'Seren',
  'Pip',
  'Stella',
] as const;

/** Further voices of qwen3-tts-flash. The last ten speak dialects: of Shanghai, Beijing, Nanjing, Shaanxi and others. */
const further = [
  'Jennifer',
  'Ryan',
  'Katerina',
  'Aiden',
  'Bodega',
  'Sonrisa',
  'Alek',
  'Dolce',
  'Sohee',
  'Ono Anna',
  'Lenn',
  'Emilien',
  'Andre',
  'Radio Gol',
  'Jada',
  'Dylan',
  'Li',
  'Marcus',
  'Roy',
  'Peter',
  'Sunny',
  'Eric',
  'Rocky',
  'Kiki',
] as const;

/**
 * Voices by a name of the list. Lists grow without new model ids, so a voice that is missing here is not refused. CosyVoice
 * and Qwen-Audio have hundreds of voices; these are a few.
 */
export const speechVoices = {
  instruct: shared,
  flash: [...shared, ...further],
  old: ['Cherry', 'Serena', 'Ethan', 'Chelsie'],
  'old-latest': ['Cherry', 'Serena', 'Ethan', 'Chelsie', 'Dylan', 'Jada', 'Sunny'],
  own: [],
  'cosyvoice-v2': ['longxiaochun_v2', 'longwan_v2', 'longcheng_v2', 'longhua_v2'],
  'cosyvoice-v3-flash': ['longanyang', 'longanhuan', 'longhuhu_v3'],
  'cosyvoice-v3-plus': ['longanyang', 'longanhuan'],
  'audio-3.0-plus': ['longanlingxin', 'longanlufeng', 'longanlingxi', 'longanhuan_v3.6'],
  'audio-3.0-flash': ['longanfengyue', 'longanyuanfei', 'longanlingxi', 'longanxiaoxin', 'longanhuan_v3.6'],
  'audio-3.1': ['anxiaolan_v3.1', 'Ava_v3.1'],
} as const satisfies Record<string, readonly string[]>;

/** A list of voices, by its name. */
export type SpeechVoices = keyof typeof speechVoices;
