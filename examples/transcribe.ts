import { generateSpeech, transcribe } from 'ai7';
import { qwen, type QwenTranscriptionMetadata } from './service-ai7.js';

const { audio } = await generateSpeech({
  model: qwen.speech('qwen3-tts-flash', { voice: 'Cherry' }),
  text: 'The ferry leaves at nine. Please have your tickets ready!',
});

const { text, segments, durationInSeconds, providerMetadata } = await transcribe({
  model: qwen.transcription('qwen-audio-3.1-asr-flash'),
  audio: audio.uint8Array,
  providerOptions: { qwen: { languageHints: ['en'] } },
});

console.log(`${text} (${durationInSeconds} s)`);
for (const { startSecond, endSecond, text: sentence } of segments) {
  console.log(`${startSecond.toFixed(2)}–${endSecond.toFixed(2)} s: ${sentence.trim()}`);
}
const { sentences } = providerMetadata.qwen as QwenTranscriptionMetadata;
console.log(`Words: ${sentences?.flatMap(({ words = [] }) => words.map((word) => word.text)).join(' | ')}`);
