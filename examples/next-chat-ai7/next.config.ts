import type { NextConfig } from 'next';

const config: NextConfig = {
  // PGlite loads its WebAssembly from beside its own files, so it must not be bundled.
  serverExternalPackages: ['@electric-sql/pglite'],
  // The badge of the development server would cover the controls of a phone.
  devIndicators: false,
  poweredByHeader: false,
  // More than the app's own limit, so that its answer says what is too large.
  experimental: { proxyClientMaxBodySize: '24mb' },
  // The app is its own root, whatever folder it is in.
  turbopack: { root: import.meta.dirname },
};

export default config;
