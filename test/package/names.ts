import { createRequire } from 'node:module';
import { join } from 'node:path';
import { check, expectNone } from '../support/report.js';

// The members of TypeScript 5 that are used here; see typescript5.ts.
interface Node {
  getSourceFile(): { fileName: string };
}
interface Symbol {
  name: string;
  flags: number;
  declarations?: Node[];
}
interface Type {
  symbol?: Symbol;
  flags: number;
  types?: Type[];
  aliasTypeArguments?: Type[];
}
interface Signature {
  parameters: Symbol[];
  getReturnType(): Type;
}
interface Checker {
  getSymbolAtLocation(node: unknown): Symbol;
  getExportsOfModule(module: Symbol): Symbol[];
  getAliasedSymbol(symbol: Symbol): Symbol;
  getTypeOfSymbol(symbol: Symbol): Type;
  getDeclaredTypeOfSymbol(symbol: Symbol): Type;
  getTypeArguments(type: Type): readonly Type[];
  getPropertiesOfType(type: Type): Symbol[];
  getSignaturesOfType(type: Type, kind: number): readonly Signature[];
  getIndexInfosOfType(type: Type): readonly { type: Type }[];
}
interface TypeScript {
  createProgram(files: string[], options: object): { getTypeChecker(): Checker; getSourceFile(name: string): unknown };
  getCombinedModifierFlags(node: Node): number;
  SymbolFlags: Record<'Alias' | 'Value' | 'Interface' | 'Class' | 'Enum', number>;
  TypeFlags: { Object: number };
  ModifierFlags: Record<'Private' | 'Protected', number>;
  ModuleKind: { Node16: number };
  ModuleResolutionKind: { Node16: number };
  ScriptTarget: { ES2022: number };
}

const entries = ['index', 'ai5', 'ai6', 'ai7', 'emulator/index', 'catalogue/index'];

/**
 * Checks that each entry exports every interface that its functions take or give, however deep in their results: an
 * application that emits declarations can write no others (error TS2742).
 */
export async function checkNames(packageFolder: string, typescript5: string): Promise<void> {
  const ts = createRequire(join(typescript5, 'package.json'))('typescript') as TypeScript;
  for (const entry of entries) {
    await check(`${entry}: every interface that it leads to is exported`, () => {
      const missing = unexported(ts, join(packageFolder, 'dist', `${entry}.d.ts`));
      expectNone(missing.map(([name, path]) => `${name}, the type of ${path}`));
    });
  }
}

/** Interfaces of the package that an entry leads to and does not export, each with the way to it. */
function unexported(ts: TypeScript, file: string): [name: string, path: string][] {
  const options = {
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
  };
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const { Alias, Value, Interface, Class, Enum } = ts.SymbolFlags;
  const isOurs = (symbol: Symbol) =>
    symbol.declarations?.[0]?.getSourceFile().fileName.includes('/ai-sdk-qwen/dist/') === true;
  const isPublic = (member: Symbol) =>
    member.declarations?.every(
      (node) => !(ts.getCombinedModifierFlags(node) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)),
    ) !== false;

  const symbols = checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)))
    .map((symbol) => (symbol.flags & Alias ? checker.getAliasedSymbol(symbol) : symbol));
  const exported = new Set(symbols);
  const queue = symbols.map((symbol): [Type, string] => [
    symbol.flags & Value ? checker.getTypeOfSymbol(symbol) : checker.getDeclaredTypeOfSymbol(symbol),
    symbol.name,
  ]);
  const seen = new Set<Type>();
  const missing = new Map<string, string>();
  for (const [type, path] of queue) {
    if (seen.has(type)) continue;
    seen.add(type);
    const { symbol } = type;
    const needsName = symbol !== undefined && isOurs(symbol) && (symbol.flags & (Interface | Class | Enum)) !== 0;
    if (needsName && !exported.has(symbol)) missing.set(symbol.name, path);
    for (const part of [...(type.types ?? []), ...(type.aliasTypeArguments ?? [])]) queue.push([part, path]);
    if (!(type.flags & ts.TypeFlags.Object)) continue;
    for (const argument of checker.getTypeArguments(type)) queue.push([argument, path]);
    if (symbol !== undefined && !isOurs(symbol)) continue;
    for (const member of checker.getPropertiesOfType(type).filter(isPublic)) {
      queue.push([checker.getTypeOfSymbol(member), `${path}.${member.name}`]);
    }
    for (const signature of [0, 1].flatMap((kind) => checker.getSignaturesOfType(type, kind))) {
      queue.push([signature.getReturnType(), `${path}()`]);
      for (const parameter of signature.parameters) queue.push([checker.getTypeOfSymbol(parameter), `${path}(…)`]);
    }
    for (const { type: value } of checker.getIndexInfosOfType(type)) queue.push([value, `${path}[]`]);
  }
  if (seen.size < 100) throw new Error(`Only ${seen.size} types were found.`);
  return [...missing];
}
