const entry = process.argv[2];

// AI SDK 7 is ESM alone, and is imported in CommonJS too.
const sdk = entry.endsWith('/ai7') ? import('ai') : Promise.resolve(require('ai'));
sdk.then((ai) => require('./ask.cjs')(ai, require(entry), require('ai-sdk-qwen/emulator')));
