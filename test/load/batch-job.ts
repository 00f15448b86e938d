/** The job that is killed: its lines, and those of them that fail at their first try. */
export const lines = 5_000;
export const maxLines = 1_000;
const failsOnce = (index: number) => index % 1_000 === 7;
export const failures = Array.from({ length: lines }, (_, index) => index).filter(failsOnce).length;

export function needsSecondTry(customId: string | undefined): boolean {
  const [index, attempt] = (customId ?? '').split('.');
  return attempt === '1' && failsOnce(Number(index));
}
