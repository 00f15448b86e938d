/** The name of a module of Node. A function, because a bundler would fold a literal and fail when it builds for the edge. */
export const ofNode = (name: string): string => `node:${name}`;
