/** The jobs that are killed, and those of their lines that fail at their first try. */
export const large = jobOf(5_000, 1_000);
export const small = jobOf(12, 5);

function jobOf(lines: number, maxLines: number) {
  const failures = Array.from({ length: lines }, (_, index) => index).filter(failsOnce).length;
  return { lines, maxLines, failures };
}

function failsOnce(index: number): boolean {
  return index % 1_000 === 7;
}

export function needsSecondTry(customId: string | undefined): boolean {
  const [index, attempt] = (customId ?? '').split('.');
  return attempt === '1' && failsOnce(Number(index));
}
