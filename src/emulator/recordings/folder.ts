import { checkExchange } from './check-exchange.js';
import type { RecordedExchange, Recording } from './exchange.js';
import { layOut } from './layout.js';
import { keyOf } from './match.js';
import { sha256 } from './sha256.js';
import { ofNode } from '../util/of-node.js';
import { isObject } from '../util/objects.js';

// The members of node:fs/promises that are used here. The package has no Node types.
interface Files {
  mkdir: (path: string, options: { recursive: true }) => Promise<unknown>;
  readdir: (path: string) => Promise<string[]>;
  readFile: (path: string, encoding: 'utf8') => Promise<string>;
  rm: (path: string) => Promise<void>;
  writeFile: (path: string, text: string) => Promise<void>;
}

const openFiles = async () =>
  (await import(/* @vite-ignore */ /* webpackIgnore: true */ ofNode('fs/promises'))) as Files;

/** Reads the recorded calls of a folder (Node.js, Deno, Bun), for `createEmulator({ replay })`. */
export async function loadRecording(folder: string): Promise<Recording> {
  const files = await openFiles();
  const names = (await files.readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  if (names.length === 0) throw new Error(`The folder ${folder} has no recorded calls (*.json).`);
  const exchanges = await Promise.all(
    names.map(async (name) => readExchange(await files.readFile(`${folder}/${name}`, 'utf8'), `${folder}/${name}`)),
  );
  return { exchanges };
}

function readExchange(text: string, path: string): RecordedExchange {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new TypeError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  checkExchange(value, path);
  return value;
}

/**
 * Returns a function that keeps recorded calls in a folder (Node.js, Deno, Bun), a JSON file each, for
 * `createEmulator({ forward: { record } })`. Files of the same request from an earlier recording are replaced.
 */
export async function recordInto(folder: string): Promise<(exchange: RecordedExchange) => Promise<void>> {
  const files = await openFiles();
  await files.mkdir(folder, { recursive: true });
  const begun = new Map<string, Promise<void>>();
  const forget = async (stem: string) => {
    const old = (await files.readdir(folder)).filter(
      (name) => name.startsWith(stem) && /^(?:-\d+)?\.json$/.test(name.slice(stem.length)),
    );
    await Promise.all(old.map((name) => files.rm(`${folder}/${name}`)));
  };
  return async (exchange) => {
    const stem = await stemOf(exchange);
    if (!begun.has(stem)) begun.set(stem, forget(stem));
    await begun.get(stem);
    const name = exchange.turn === undefined ? stem : `${stem}-${exchange.turn}`;
    await files.writeFile(`${folder}/${name}.json`, `${layOut(exchange)}\n`);
  };
}

/** The name of the file without its turn, such as `post-chat-completions-qwen-plus-1f3a9c20`. */
async function stemOf({ request }: RecordedExchange): Promise<string> {
  const { method, path, body } = request;
  const hash = await sha256(new TextEncoder().encode(keyOf(request)));
  const place = path.replace(/^\/(?:compatible-mode\/v1|compatible-api\/v1|api\/v1(?:\/services)?|forwarded)\//, '');
  const model = isObject(body) && typeof body.model === 'string' ? body.model : '';
  const words = `${method} ${place} ${model}`.toLowerCase().match(/[a-z\d.]+/g) ?? [];
  return `${words.join('-').slice(0, 80)}-${hash.slice(0, 8)}`;
}
