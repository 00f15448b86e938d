/** What the reader has chosen; it goes with every question. */
export interface Settings {
  model: string;
  /** Whether the model thinks first, if it leaves the choice. */
  thinking: boolean;
  tools: boolean;
}

/** A model that sees, thinks if asked, and calls tools. */
export const firstSettings: Settings = { model: 'qwen3.7-plus', thinking: false, tools: false };
