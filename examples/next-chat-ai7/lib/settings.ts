/** The reader's choices, sent with every question. */
export interface Settings {
  model: string;
  /** True if the model should think first, where it leaves the choice. */
  thinking: boolean;
  /** True if the model should search the web. One that thinks also reads pages and computes. */
  search: boolean;
}

/** The number of conversations in the list at first, and the number by which it grows. */
export const listLength = 200;

/** A model that reads pictures, thinks on request, searches and calls tools. */
export const firstSettings: Settings = { model: 'qwen3.7-plus', thinking: false, search: false };
