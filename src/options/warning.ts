/** A request of the caller that could not be honoured as given. */
export type Warning =
  | { type: 'unsupported-setting'; setting: string; details: string }
  | { type: 'unsupported-tool'; tool: object; details: string }
  | { type: 'other'; message: string };

/** A warning as a sentence, for results without a place for its parts. */
export function warningText(warning: Warning): string {
  if (warning.type === 'other') return warning.message;
  return warning.type === 'unsupported-setting' ? `${warning.setting}: ${warning.details}` : warning.details;
}
