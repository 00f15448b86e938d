/** Plays pieces of a spoken answer one after the other, each as it comes: pass it `audio/pcm` parts of a UI message. */
export function createSoundPlayer(context = new AudioContext()): (url: string, sampleRate?: number) => void {
  // The second at which the last piece ends.
  let end = 0;
  return (url, sampleRate = 24_000) => {
    const binary = atob(url.slice(url.indexOf(',') + 1));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const samples = new Int16Array(bytes.buffer);
    const buffer = context.createBuffer(1, samples.length, sampleRate);
    buffer.copyToChannel(
      Float32Array.from(samples, (sample) => sample / 32_768),
      0,
    );
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    end = Math.max(end, context.currentTime);
    source.start(end);
    end += buffer.duration;
  };
}
