/** A count with its noun: `1 line`, `5,000 lines`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : noun.endsWith('ch') ? 'es' : 's'}`;
}
