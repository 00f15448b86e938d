/** Something the caller asked for that could not be honoured as asked. */
export type Warning =
  | { type: 'unsupported-setting'; setting: string; details: string }
  | { type: 'unsupported-tool'; tool: object; details: string }
  | { type: 'other'; message: string };
