import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../src/emulator', import.meta.url));
const page = readFileSync(new URL('../../docs/contributing/emulator.md', import.meta.url), 'utf8');

/** The rooms that a room may import from, besides itself, as the page on the emulator says. */
const allowed = new Map(
  [...page.slice(page.indexOf('| Room | May import |')).matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(
    ([, room, rooms]) => [room!, [...rooms!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)],
  ),
);

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.split(sep).join('/'));

/** The imports of a file of the emulator, as `<room>/<file>`. */
function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/\sfrom\s+'(\.[^']+)'/g)].map(([, target]) => posix.join(posix.dirname(path), target!));
}

describe('the rooms of the emulator', () => {
  test('the rooms of the emulator are the rows of the table', () => {
    expect([...new Set(files.map((path) => dirname(path)))].sort()).toEqual([...allowed.keys()].sort());
    expect(allowed.size).toBeGreaterThan(8);
  });

  test.each([...allowed])("the emulator's room %s imports only from %j and itself", (room, rooms) => {
    const strangers = files
      .filter((path) => dirname(path) === room)
      .flatMap((path) => importsOf(path).map((target) => ({ path, target })))
      .filter(({ target }) => dirname(target) !== room && !rooms.includes(dirname(target)));
    expect(strangers).toEqual([]);
  });

  test('the rooms of the emulator are listed so that each imports only from rooms above it in the table', () => {
    const order = [...allowed.keys()];
    for (const [room, rooms] of allowed) {
      for (const other of rooms) expect(order.indexOf(other), `${room} → ${other}`).toBeLessThan(order.indexOf(room));
    }
  });
});
