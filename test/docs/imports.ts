/** Entries of the package whose AI SDK is installed here under an alias, as `ai` is version 4. */
const aliased = /'ai-sdk-qwen\/(ai[567])'/;

/** Code for a newer AI SDK, with the names that its packages are installed under here. */
export function toAlias(code: string, alias: string | undefined = aliased.exec(code)?.[1]): string {
  if (alias === undefined) return code;
  return code
    .replaceAll(/(?<=from ')ai(?=')/g, alias)
    .replaceAll(/(?<=from ')@ai-sdk\/react(?=')/g, `react-${alias}`)
    .replaceAll(/(?<=from ')zod(?=')/g, 'zod/v4');
}

/** An example of this repository, as it is outside of it: there is the package, and no choice of the emulator. */
export function toPackage(code: string): string {
  return code
    .replace("'./service.js'", "'ai-sdk-qwen'")
    .replace(/'\.\/service-(ai\d)\.js'/, "'ai-sdk-qwen/$1'")
    .replace(/(?<=from ')ai[567](?=')/, 'ai');
}
