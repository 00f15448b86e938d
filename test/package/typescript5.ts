import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// The members of TypeScript 5 that are used here. Its package is not a dependency of this project: its program
// would take the place of TypeScript 7's, which has the same name.
interface SourceFile {
  fileName: string;
}
interface Diagnostic {
  file?: SourceFile;
  start?: number;
  code: number;
  messageText: string | object;
}
interface Program {
  getSourceFiles(): readonly SourceFile[];
  getOptionsDiagnostics(): readonly Diagnostic[];
  getGlobalDiagnostics(): readonly Diagnostic[];
  getSyntacticDiagnostics(file: SourceFile): readonly Diagnostic[];
  getSemanticDiagnostics(file: SourceFile): readonly Diagnostic[];
  getDeclarationDiagnostics(file: SourceFile): readonly Diagnostic[];
}
interface Host {
  getSourceFile(name: string, options: unknown, ...rest: unknown[]): SourceFile | undefined;
}
interface TypeScript {
  sys: unknown;
  readConfigFile(path: string, read: unknown): { config?: unknown; error?: Diagnostic };
  parseJsonConfigFileContent(
    config: unknown,
    system: unknown,
    folder: string,
  ): { options: object; fileNames: string[]; errors: Diagnostic[] };
  createCompilerHost(options: object): Host;
  createProgram(files: string[], options: object, host: Host): Program;
  flattenDiagnosticMessageText(text: string | object, newLine: string): string;
}

/** Files of the compiler's own library, which are the same for all. */
const libraries = new Map<string, SourceFile | undefined>();

/** Compiles a configuration with the TypeScript 5 of a folder. Returns the errors in the files that count. */
export function compile(folder: string, config: string, counts: (path: string) => boolean): string[] {
  const ts = createRequire(join(folder, 'package.json'))('typescript') as TypeScript;
  const { system, readFile } = { system: ts.sys, readFile: (ts.sys as { readFile: unknown }).readFile };
  const { options, fileNames, errors } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, readFile).config,
    system,
    dirname(config),
  );
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    if (!/\/typescript\/lib\/lib\.[^/]*\.d\.ts$/.test(name)) return getSourceFile(name, ...rest);
    if (!libraries.has(name)) libraries.set(name, getSourceFile(name, ...rest));
    return libraries.get(name);
  };
  const program = ts.createProgram(fileNames, options, host);
  const files = program.getSourceFiles().filter(({ fileName }) => counts(fileName) && !libraries.has(fileName));
  if (files.length <= fileNames.length) throw new Error('The declarations of the package were not found.');
  return [
    ...errors,
    ...program.getOptionsDiagnostics(),
    ...files.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
      ...((options as { declaration?: boolean }).declaration === true ? program.getDeclarationDiagnostics(file) : []),
    ]),
  ].map(({ file, code, messageText }) => {
    const where = file === undefined ? '' : `${file.fileName}: `;
    return `${where}error TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
