const context = 3;

/** A unified diff of a file for `git apply`: one hunk, from the first changed line to the last. Empty if nothing changed. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const start = countEqual(old, fresh);
  const rest = Math.min(old.length, fresh.length) - start;
  const end = Math.min(rest, countEqual(old.toReversed(), fresh.toReversed()));
  const from = Math.max(0, start - context);
  const ahead = old.slice(from, start);
  const behind = old.slice(old.length - end, old.length - end + context);
  const removed = old.slice(start, old.length - end);
  const added = fresh.slice(start, fresh.length - end);
  const size = (lines: string[]) => ahead.length + lines.length + behind.length;
  return [
    `--- a/${path}`,
    `+++ b/${path}`,
    `@@ -${from + 1},${size(removed)} +${from + 1},${size(added)} @@`,
    ...ahead.map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...behind.map((line) => ` ${line}`),
    '',
  ].join('\n');
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

/** The number of lines at the beginning that are the same. */
function countEqual(one: readonly string[], other: readonly string[]): number {
  const different = one.findIndex((line, index) => line !== other[index]);
  return different === -1 ? one.length : different;
}
