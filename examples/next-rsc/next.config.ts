import type { NextConfig } from 'next';

const config: NextConfig = {
  // The app is all there is, whatever folder it lies in.
  turbopack: { root: import.meta.dirname },
};

export default config;
