const rate = 24_000;

/** Plays bare samples (16 bits, one channel) as they come; resolves when the last one has been heard. */
export async function playSamples(body: ReadableStream<Uint8Array>, signal: AbortSignal): Promise<void> {
  const context = new AudioContext();
  const reader = body.getReader();
  const silence = () => {
    void reader.cancel().catch(() => {});
    if (context.state !== 'closed') void context.close();
  };
  signal.addEventListener('abort', silence, { once: true });
  // The second at which the last piece ends.
  let end = 0;
  let rest = new Uint8Array();
  for (let read = await reader.read(); read.value && !signal.aborted; read = await reader.read()) {
    const bytes = new Uint8Array(rest.length + read.value.length);
    bytes.set(rest);
    bytes.set(read.value, rest.length);
    // A chunk may end within a sample.
    const whole = bytes.length - (bytes.length % 2);
    rest = bytes.slice(whole);
    if (whole === 0) continue;
    const samples = new Int16Array(bytes.buffer, 0, whole / 2);
    const buffer = context.createBuffer(1, samples.length, rate);
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
  }
  while (!signal.aborted && context.currentTime < end) await new Promise((resolve) => setTimeout(resolve, 100));
  signal.removeEventListener('abort', silence);
  silence();
}
