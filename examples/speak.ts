import { generateSpeech, streamText } from 'ai7';
import { save } from './save.js';
import { qwen, type QwenSpeechMetadata } from './service-ai7.js';

const { audio, providerMetadata } = await generateSpeech({
  model: qwen.speech('qwen3-tts-flash'),
  text: 'The tide comes in at noon.',
  voice: 'Serena',
  language: 'en',
});
const { durationInSeconds, characters } = providerMetadata.qwen as QwenSpeechMetadata;
console.log(
  `${durationInSeconds} s, ${characters} characters, ${audio.mediaType}: ${await save('tide.wav', audio.uint8Array)}`,
);

// A text that is still being written is heard from its first sentence on.
const { textStream } = streamText({
  model: qwen('qwen-plus'),
  prompt: 'Tell a story of three sentences about a lighthouse.',
});
const speech = qwen.streamSpeech(textStream, { model: 'qwen3-tts-flash', outputFormat: 'wav' });
const chunks: Uint8Array[] = [];
for await (const { audio: chunk } of speech) chunks.push(chunk);
const { pieces, mediaType } = speech.metadata!;
console.log(`${pieces.length} pieces, ${mediaType}: ${await save('story.wav', Buffer.concat(chunks))}`);
