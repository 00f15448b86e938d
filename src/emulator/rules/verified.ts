/**
 * Rules that the service itself has shown, with the date and the region. `npx ai-sdk-qwen verify` writes the patch that
 * adds lines here; they outrank the certainty and the source in the tables.
 */
export const verified: Readonly<Record<string, string>> = {};
