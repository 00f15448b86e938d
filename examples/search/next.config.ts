import type { NextConfig } from 'next';

const config: NextConfig = {
  // PGlite loads its WebAssembly and the extension from beside its own files, so it must not be bundled.
  serverExternalPackages: ['@electric-sql/pglite', '@electric-sql/pglite-pgvector'],
  // The badge of the development server would cover the controls of a phone.
  devIndicators: false,
  // The app is its own root, whatever folder it is in.
  turbopack: { root: import.meta.dirname },
};

export default config;
