import { generateSpeech } from 'ai7';
import { save } from './save.js';
import { qwen, type QwenSpeechMetadata } from './service-ai7.js';

const text = Array.from(
  { length: 60 },
  (_, hour) => `It is hour ${hour + 1} of the watch. The lighthouse turns, and the sea is calm. `,
).join('');

// The model takes a part of it at a time: the text is cut at sentences, and the pieces are joined into one file.
const { audio, providerMetadata } = await generateSpeech({
  model: qwen.speech('qwen3-tts-flash', { voice: 'Ethan' }),
  text,
  outputFormat: 'mp3',
});
const { pieces, durationInSeconds } = providerMetadata.qwen as QwenSpeechMetadata;
for (const { startIndex, durationInSeconds: seconds } of pieces) {
  console.log(`${seconds!.toFixed(1)} s: ${text.slice(startIndex, startIndex + 30)}…`);
}
console.log(`${durationInSeconds!.toFixed(1)} s, ${audio.mediaType}: ${await save('watch.mp3', audio.uint8Array)}`);
