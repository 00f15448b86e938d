import { chatModels, type QwenChatModel } from 'ai-sdk-qwen/models';

/** A model as the page shows it. */
export interface Model extends Partial<Pick<QwenChatModel, 'inputs' | 'thinking' | 'tools' | 'webSearch'>> {
  id: string;
  /** Its heading in the list. */
  group: string;
  /** Its purpose in a few words. */
  does: string;
  /** True if it has the tools of the service: it searches, reads pages and computes. */
  research?: boolean;
  /** Tokens of question and answer together. */
  contextWindow?: number;
}

/** The models to choose from, with what each is good for: the package knows many more. */
const offered: Record<string, [id: string, does: string][]> = {
  Chat: [
    ['qwen3.8-max', 'The most capable, for hard questions'],
    ['qwen3.7-plus', 'Capable and quick, for nearly everything'],
    ['qwen3.8-flash', 'The fastest, for short questions'],
    ['qwen-plus', 'Proven, and follows the newest Qwen of its class'],
    ['qwen-max', 'Answers at once, in a small context'],
  ],
  Reasoning: [['qwq-plus', 'Always thinks first: proofs, puzzles, plans']],
  Vision: [
    ['qwen3-vl-plus', 'Reads charts, screens, handwriting'],
    ['qwen3-vl-flash', 'The same, faster'],
  ],
  Code: [
    ['qwen3-coder-plus', 'Writes and repairs programs'],
    ['qwen3-coder-flash', 'The same, faster'],
  ],
  Documents: [['qwen-long', 'Reads long files: PDF, office, text (in Beijing)']],
};

/** The models that the tools of the Responses API are known to work with. */
const researchers = ['qwen3.8-max', 'qwen3.7-plus', 'qwen3.8-flash'];

const known = new Map<string, QwenChatModel>(chatModels.map((model) => [model.id, model]));

/** Models that draw instead of writing. */
const painters: Model[] = [
  { id: 'qwen-image-2.0', group: 'Pictures', does: 'Draws what you describe, with text in the picture' },
  { id: 'z-image-turbo', group: 'Pictures', does: 'Draws photographs, fast' },
];

export const models: Model[] = Object.entries(offered)
  .flatMap(([group, rows]) => rows.map(([id, does]): Model => ({ id, group, does, ...capabilities(id) })))
  .concat(painters);

export const draws = (id: string): boolean => painters.some((painter) => painter.id === id);

function capabilities(id: string): Omit<Model, 'id' | 'group' | 'does'> {
  const { inputs, thinking, tools, webSearch, contextWindow } = known.get(id) ?? {};
  const research = researchers.includes(id);
  return { inputs, thinking, tools, webSearch, research, ...(contextWindow && { contextWindow }) };
}
