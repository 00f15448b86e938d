/** A size in bytes, as people read it. */
export function bytes(number: number): string {
  return number < 1_000_000 ? `${Math.ceil(number / 1_000)} KB` : `${(number / 1_000_000).toFixed(1)} MB`;
}

/** A sum of money in the currency of the price. */
export function money(amount: number): string {
  return amount >= 1 ? amount.toFixed(2) : amount.toPrecision(2);
}

/** The words that run another command of the job. */
export function commandLine(name: string, file: string): string {
  return `npx ai-sdk-qwen batch ${name} ${/^[\w./-]+$/.test(file) ? file : JSON.stringify(file)}`;
}

/** The meaning of the exit code 2 of each command of a job. */
export const usageExit = 'wrong usage, or a file of the job is missing or has changed';
