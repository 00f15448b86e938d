/** `a{-x,-y}` → `a-x`, `a-y`; every brace of an id is expanded. */
export function expand(ids: string): string[] {
  return ids.split(' ').flatMap(function one(id: string): string[] {
    const brace = /\{([^{}]*)\}/.exec(id);
    if (brace === null) return [id];
    return brace[1]!.split(',').flatMap((choice) => one(id.replace(brace[0], choice)));
  });
}
