/** Keeps the chosen model for a year, where `lib/chosen-model.ts` finds it. */
export function rememberModel(id: string): void {
  document.cookie = `model=${id}; path=/; max-age=${365 * 24 * 60 * 60}; samesite=lax`;
}
