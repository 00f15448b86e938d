import ask from './ask.cjs';

const entry = process.argv[2];
await ask(await import('ai'), await import(entry), await import('ai-sdk-qwen/emulator'));
