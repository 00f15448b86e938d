import type { NextConfig } from 'next';

const config: NextConfig = {
  // The app is its own root, whatever folder it is in.
  turbopack: { root: import.meta.dirname },
};

export default config;
