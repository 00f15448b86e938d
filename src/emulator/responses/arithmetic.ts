const number = String.raw`\d{1,15}(?:\.\d{1,10})?`;
const operation = new RegExp(String.raw`${number}(?:\s{0,5}(?:\*\*|[-+*/%])\s{0,5}${number}){1,50}`);

/** The first arithmetic of a text, such as `42 * 3.28`. */
export function arithmeticIn(text: string): string | undefined {
  return operation.exec(text)?.[0];
}

/** Operators by precedence. Python's power binds to the right. */
const levels: readonly (readonly string[])[] = [['**'], ['*', '/', '%'], ['+', '-']];

/** Prints the value of arithmetic as Python would, or its error. */
export function printed(arithmetic: string): string {
  const tokens = arithmetic.match(/\d+(?:\.\d+)?|\*\*|[-+*/%]/g) ?? [];
  let values = tokens.filter((_, place) => place % 2 === 0).map(Number);
  let operators = tokens.filter((_, place) => place % 2 === 1);
  const divides = operators.includes('/');
  for (const level of levels) {
    const left: { values: number[]; operators: string[] } = { values: [], operators: [] };
    const backwards = level[0] === '**';
    if (backwards) [values, operators] = [values.toReversed(), operators.toReversed()];
    left.values.push(values[0]!);
    for (const [place, operator] of operators.entries()) {
      const next = values[place + 1]!;
      if (!level.includes(operator)) {
        left.values.push(next);
        left.operators.push(operator);
        continue;
      }
      const last = left.values.pop()!;
      if ((operator === '/' || operator === '%') && next === 0) {
        return 'Traceback (most recent call last):\nZeroDivisionError: division by zero';
      }
      left.values.push(backwards ? next ** last : apply(operator, last, next));
    }
    ({ values, operators } = left);
    if (backwards) [values, operators] = [values.toReversed(), operators.toReversed()];
  }
  const value = values[0]!;
  return divides && Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function apply(operator: string, one: number, other: number): number {
  if (operator === '*') return one * other;
  if (operator === '/') return one / other;
  if (operator === '%') return one % other;
  return operator === '+' ? one + other : one - other;
}
