import { defineConfig } from '@playwright/test';

const service = 'http://127.0.0.1:4010';

export default defineConfig({
  // All tests share one emulator, and its scripted answers go to the next request.
  workers: 1,
  use: { baseURL: 'http://localhost:3000' },
  webServer: {
    command: 'npm run start',
    url: 'http://localhost:3000',
    env: {
      DASHSCOPE_API_KEY: 'sk-test',
      DASHSCOPE_COMPATIBLE_BASE_URL: `${service}/compatible-mode/v1`,
      DASHSCOPE_HTTP_BASE_URL: `${service}/api/v1`,
    },
  },
});
