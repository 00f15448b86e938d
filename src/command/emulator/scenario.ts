import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { EmulatorOptions, ScriptedAnswer } from '../../emulator/index.js';
import { UsageError } from '../exit-codes.js';

/** Answers for the next calls, or a function that answers every call. */
export interface Scenario {
  answers?: ScriptedAnswer[];
  answer?: EmulatorOptions['answer'];
}

/** Reads a scenario from a JSON file or a module. The emulator checks the answers. */
export async function loadScenario(file: string): Promise<Scenario> {
  const path = resolve(file);
  const value = extname(path) === '.json' ? await readJson(path, file) : await importDefault(path, file);
  if (typeof value === 'function') return { answer: value as NonNullable<EmulatorOptions['answer']> };
  if (Array.isArray(value)) return { answers: value as ScriptedAnswer[] };
  const accepted = extname(path) === '.json' ? 'an array of answers' : 'an array of answers or a function';
  throw new UsageError(`The scenario ${file} must be ${accepted}, given ${value === null ? 'null' : typeof value}.`);
}

async function readJson(path: string, file: string): Promise<unknown> {
  const text = await orRefuse(file, () => readFile(path, 'utf8'));
  return orRefuse(file, () => JSON.parse(text));
}

async function importDefault(path: string, file: string): Promise<unknown> {
  const module = await orRefuse(file, () => import(pathToFileURL(path).href) as Promise<{ default?: unknown }>);
  return module.default;
}

/** A scenario that cannot be read is a wrong value of the option. */
async function orRefuse<Value>(file: string, read: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    throw new UsageError(`The scenario ${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
