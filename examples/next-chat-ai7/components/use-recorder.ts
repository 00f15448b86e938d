import { useEffect, useRef, useState } from 'react';
import { request } from '../lib/browser/request';
import { toWav } from '../lib/browser/wav';

/** The longest recording. The model takes five minutes. */
const maxMilliseconds = 4 * 60_000;

/** Records the microphone, and has it written down. `heard` gets the text, `failed` what went wrong. */
export function useRecorder(heard: (text: string) => void, failed: (words: string | undefined) => void) {
  const [state, setState] = useState<'idle' | 'recording' | 'writing'>('idle');
  const recorder = useRef<MediaRecorder>(undefined);

  async function start() {
    failed(undefined);
    const stream = await navigator.mediaDevices?.getUserMedia({ audio: true }).catch(() => undefined);
    if (stream === undefined) return failed('The browser gives no access to the microphone.');
    const recording = new MediaRecorder(stream);
    recorder.current = recording;
    const chunks: Blob[] = [];
    recording.addEventListener('dataavailable', ({ data }) => chunks.push(data));
    recording.addEventListener('stop', () => {
      for (const track of stream.getTracks()) track.stop();
      setState('writing');
      void transcribe(new Blob(chunks))
        .then(heard, (error: Error) => failed(error.message))
        .finally(() => setState('idle'));
    });
    recording.start();
    setState('recording');
    setTimeout(() => stop(recording), maxMilliseconds);
  }

  useEffect(() => () => stop(recorder.current), []);

  return { state, start: () => void start(), stop: () => stop(recorder.current) };
}

function stop(recorder: MediaRecorder | undefined) {
  if (recorder?.state === 'recording') recorder.stop();
}

async function transcribe(recording: Blob): Promise<string> {
  const body = await toWav(recording).catch(() => {
    throw new Error('The recording cannot be read. Please speak again.');
  });
  const response = await request('/api/transcription', { method: 'POST', body });
  const { text } = (await response.json()) as { text: string };
  if (text === '') throw new Error('Nobody was heard.');
  return text;
}
