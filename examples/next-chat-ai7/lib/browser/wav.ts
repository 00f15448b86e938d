/** The rate at which speech is recognised. */
const rate = 16_000;

/** A recording of the browser, whatever its container, as a WAV file that every transcription model takes. */
export async function toWav(recording: Blob): Promise<Blob> {
  // It resamples what it decodes to its own rate.
  const decoded = await new OfflineAudioContext(1, 1, rate).decodeAudioData(await recording.arrayBuffer());
  return wavOf(decoded.getChannelData(0));
}

function wavOf(samples: Float32Array): Blob {
  const bytes = samples.length * 2;
  const view = new DataView(new ArrayBuffer(44 + bytes));
  const text = (at: number, words: string) =>
    [...words].forEach((one, index) => view.setUint8(at + index, one.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + bytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, bytes, true);
  samples.forEach((sample, index) => view.setInt16(44 + index * 2, Math.max(-1, Math.min(1, sample)) * 32_767, true));
  return new Blob([view.buffer], { type: 'audio/wav' });
}
