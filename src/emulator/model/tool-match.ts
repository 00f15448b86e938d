import type { Schema, Tool } from './question.js';
import { properNames } from './text-values.js';
import { stem, wordsOf } from '../util/words.js';

/** A word of the name says most. A value may be mentioned by chance, and a description has many words. */
const nameWeight = 3;
const valueWeight = 2;
const descriptionWeight = 1;

/** Words that questions and descriptions share without having a topic in common. */
const generic = new Set(
  (
    'about above again all allow also am an answer any argument ask available back base based be because been ' +
    'before between both but can certain come concern current currently data detail did display do done ' +
    'each either else every exact execute fetch few field find first following for given go good had handle has have ' +
    'he help her here him his how id if info information input into item json just keep kind know last less let like ' +
    'list look made make many may maybe might more most much must name need never new next now number object obtain ' +
    'off one only optional or other our out output over parameter perform please possible provide put reply request ' +
    'required response result retrieve return run same say see set she should show so some something specific start ' +
    'still string such supplied take tell text than thank thanks their them then there thing this through today ' +
    'together too try two type under until up us user using value various very via want was way well were when ' +
    'where whether while whose why will within without would yes you your'
  )
    .split(' ')
    .map(stem),
);

/** A question, read once for all tools. */
export interface Asked {
  topics: ReadonlySet<string>;
  words: ReadonlySet<string>;
  /** It mentions a name. */
  isNamed: boolean;
}

export function readAsked(text: string): Asked {
  return {
    topics: new Set(topicsOf(text)),
    words: new Set(wordsOf(text).map(stem)),
    isNamed: properNames(text).length > 0,
  };
}

/** Scores how well a tool fits a question: 0 if the question mentions nothing of its name, description or values. */
export function matchTool(tool: Tool, asked: Asked): number {
  if (asked.topics.size === 0 && namesOf(tool).length > 0) return 0;
  if (missesName(tool, asked)) return 0;
  const { words } = asked;
  const count = (topics: readonly string[]) => new Set(topics.filter((topic) => asked.topics.has(topic))).size;
  const names = namesOf(tool);
  // A tool with a generic name, such as `now`, is meant when the question has that very word.
  const bare = names.length > 0 ? [] : wordsOf(tool.name).map(stem);
  const called = count(names) + (bare.some((word) => words.has(word)) ? 1 : 0);
  const values = valuesOf(tool.schema).filter((value) => mentions(words, value)).length;
  return called * nameWeight + values * valueWeight + count(descriptionTopics(tool)) * descriptionWeight;
}

/**
 * True if a question mentions a name that the tool does not know: a tool with a fixed choice of cities can't
 * answer a question about another city.
 */
export function missesName({ schema }: Tool, { words, isNamed }: Asked): boolean {
  const choices = Object.values(propertiesOf(schema))
    .map(choicesOf)
    .filter((values) => values.length > 1 && values.every((value) => /^\p{Lu}/u.test(value)));
  const unmet = choices.filter((values) => !values.some((value) => mentions(words, value)));
  return unmet.length > 0 && isNamed;
}

function namesOf({ name }: Tool): string[] {
  return topicsOf(name);
}

/** The topics of a description. Names of properties are left out: they are inputs, not the purpose of the tool. */
function descriptionTopics({ description, schema }: Tool): string[] {
  const told = new Set(Object.keys(propertiesOf(schema)).flatMap((name) => topicsOf(name)));
  return topicsOf(description).filter((topic) => !told.has(topic));
}

/** A calculation that is asked for in figures. Without blanks, `-` and `/` belong to dates and phone numbers. */
const calculation = /\d ?[+*×÷^] ?\d|\d [-/] \d/;

/** The topics of a text: its words without generic ones; for Chinese and Japanese, pairs of characters. */
function topicsOf(text: string): string[] {
  const topics = wordsOf(text).flatMap((word) =>
    /\p{Script=Han}|\p{Script=Hiragana}/u.test(word) ? pairsOf(word) : [stem(word)],
  );
  if (calculation.test(text)) topics.push(...['arithmetic', 'calculator', 'expression', 'math'].map(stem));
  return topics.filter((topic) => !generic.has(topic) && !chineseGeneric.has(topic));
}

const chineseGeneric = new Set(
  '查询 获取 返回 得到 指定 当前 信息 结果 一个 什么 怎么 怎样 如何 请问 告诉 可以 使用 用户 工具 的是 是什 么样'.split(
    ' ',
  ),
);

function pairsOf(word: string): string[] {
  const characters = [...word];
  return characters.slice(1).map((character, index) => characters[index]! + character);
}

function mentions(words: ReadonlySet<string>, value: string): boolean {
  const own = wordsOf(value).map(stem);
  return own.length > 0 && own.every((word) => words.has(word)) && !own.every((word) => generic.has(word));
}

export function propertiesOf({ properties }: Schema): Schema {
  return typeof properties === 'object' && properties !== null ? (properties as Schema) : {};
}

const maxValues = 500;

/** The texts that a schema lists: enumerations and constants of its properties. */
export function valuesOf(schema: Schema): string[] {
  return Object.values(propertiesOf(schema)).flatMap(choicesOf).slice(0, maxValues);
}

export function choicesOf(property: unknown): string[] {
  if (typeof property !== 'object' || property === null) return [];
  const { enum: choices, const: only, items } = property as Schema;
  const own = Array.isArray(choices) ? choices : [only];
  const texts = own.slice(0, maxValues).filter((value): value is string => typeof value === 'string');
  return texts.length > 0 || items === undefined ? texts : choicesOf(items);
}
