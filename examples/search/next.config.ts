import type { NextConfig } from 'next';

const config: NextConfig = {
  // PGlite finds its WebAssembly and the extension beside its own files, so that it must not be bundled.
  serverExternalPackages: ['@electric-sql/pglite', '@electric-sql/pglite-pgvector'],
  // The app is all there is, whatever folder it lies in.
  turbopack: { root: import.meta.dirname },
};

export default config;
