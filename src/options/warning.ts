/** A request of the caller that could not be honoured as given. */
export type Warning =
  | { type: 'unsupported-setting'; setting: string; details: string }
  | { type: 'unsupported-tool'; tool: object; details: string }
  | { type: 'other'; message: string };
