let passed = 0;
let failed = 0;

/** Runs one check and prints its line; what the check returns is said behind its name. */
export async function check(name: string, body: () => unknown): Promise<void> {
  try {
    const detail = await body();
    passed += 1;
    console.log(`ok    ${name}${typeof detail === 'string' ? `: ${detail}` : ''}`);
  } catch (error) {
    failed += 1;
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`FAIL  ${name}\n${reason.replace(/^/gm, '      ')}`);
  }
}

/** Says what could not be checked here. */
export function skip(name: string, reason: string): void {
  console.log(`skip  ${name}: ${reason}`);
}

/** Prints the count, which is the last line. */
export function summarize(): void {
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0 || passed === 0) process.exitCode = 1;
}

/** Fails a check that found anything, and shows what it found. */
export function expectNone(findings: readonly string[]): void {
  if (findings.length > 0) throw new Error(findings.slice(0, 20).join('\n'));
}
