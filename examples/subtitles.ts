import { generateSpeech, transcribe } from 'ai7';
import { save } from './save.js';
import { qwen } from './service-ai7.js';

interface Subtitle {
  text: string;
  startSecond: number;
  endSecond: number;
}

/** Hours, minutes, seconds and milliseconds, before which SRT has a comma and WebVTT a point. */
function time(seconds: number, mark: ',' | '.'): string {
  const milliseconds = Math.round(seconds * 1000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const rest = String(milliseconds % 1000).padStart(3, '0');
  const clock = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60, (milliseconds / 1000) % 60];
  return clock.map(two).join(':') + mark + rest;
}

function line({ startSecond, endSecond }: Subtitle, mark: ',' | '.'): string {
  return `${time(startSecond, mark)} --> ${time(endSecond, mark)}`;
}

function toSRT(subtitles: readonly Subtitle[]): string {
  return subtitles.map((one, index) => `${index + 1}\n${line(one, ',')}\n${one.text.trim()}\n\n`).join('');
}

function toVTT(subtitles: readonly Subtitle[]): string {
  return `WEBVTT\n\n${subtitles.map((one) => `${line(one, '.')}\n${one.text.trim()}\n\n`).join('')}`;
}

const { audio } = await generateSpeech({
  model: qwen.speech('qwen3-tts-flash', { voice: 'Cherry' }),
  text: 'Welcome aboard. The crossing takes forty minutes. 欢迎登船。祝您旅途愉快！',
});

// A model of tasks: a film of twelve hours goes the same way. It takes URLs only, so the bytes go through the service's
// temporary store.
const { segments } = await transcribe({
  model: qwen.transcription('qwen3-asr-flash-filetrans', { enableWords: true }),
  audio: audio.uint8Array,
});

const bytes = (text: string) => new TextEncoder().encode(text);
console.log(toSRT(segments).trimEnd());
console.log(`SRT: ${await save('crossing.srt', bytes(toSRT(segments)))}`);
console.log(`WebVTT: ${await save('crossing.vtt', bytes(toVTT(segments)))}`);
