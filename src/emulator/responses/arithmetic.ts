const number = String.raw`\d{1,15}(?:\.\d{1,10})?`;
const operation = new RegExp(String.raw`${number}(?:\s{0,5}(?:\*\*|[-+*/%])\s{0,5}${number}){1,50}`);

/** The first arithmetic of a text, such as `42 * 3.28`. */
export function arithmeticIn(text: string): string | undefined {
  return operation.exec(text)?.[0];
}

class DivisionByZero extends Error {}

/** Prints the value of arithmetic as Python would, or its error. */
export function printed(arithmetic: string): string {
  const tokens: readonly string[] = arithmetic.match(/\d+(?:\.\d+)?|\*\*|[-+*/%]/g) ?? [];
  try {
    const value = sum([...tokens]);
    // In Python, a division gives a float.
    return tokens.includes('/') && Number.isInteger(value) ? value.toFixed(1) : String(value);
  } catch (error) {
    if (!(error instanceof DivisionByZero)) throw error;
    return 'Traceback (most recent call last):\nZeroDivisionError: division by zero';
  }
}

function sum(tokens: string[]): number {
  let value = product(tokens);
  for (let operator = take(tokens, '+', '-'); operator !== undefined; operator = take(tokens, '+', '-')) {
    value = operator === '+' ? value + product(tokens) : value - product(tokens);
  }
  return value;
}

function product(tokens: string[]): number {
  let value = power(tokens);
  for (let operator = take(tokens, '*', '/', '%'); operator !== undefined; operator = take(tokens, '*', '/', '%')) {
    const next = power(tokens);
    if (operator !== '*' && next === 0) throw new DivisionByZero();
    value = operator === '*' ? value * next : operator === '/' ? value / next : value % next;
  }
  return value;
}

/** A power binds to the right. */
function power(tokens: string[]): number {
  const base = Number(tokens.shift());
  return take(tokens, '**') === undefined ? base : base ** power(tokens);
}

/** Takes the next token if it is one of the operators. */
function take(tokens: string[], ...operators: string[]): string | undefined {
  return operators.includes(tokens[0] ?? '') ? tokens.shift() : undefined;
}
