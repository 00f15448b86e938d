import type { NextConfig } from 'next';

const config: NextConfig = {
  // The badge of the development server would cover the controls of a phone.
  devIndicators: false,
  // The app is its own root, whatever folder it is in.
  turbopack: { root: import.meta.dirname },
};

export default config;
