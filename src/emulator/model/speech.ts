/** A quarter of a second of a quiet 440 Hz tone: 16-bit PCM, 24 kHz, mono, in base64 pieces of 20 ms. */
export function sampleSpeech(): string[] {
  const rate = 24_000;
  const perPiece = rate / 50;
  return Array.from({ length: 12 }, (_, piece) => {
    const view = new DataView(new ArrayBuffer(perPiece * 2));
    for (let sample = 0; sample < perPiece; sample += 1) {
      const time = (piece * perPiece + sample) / rate;
      view.setInt16(sample * 2, Math.round(Math.sin(2 * Math.PI * 440 * time) * 3_000), true);
    }
    return btoa(String.fromCharCode(...new Uint8Array(view.buffer)));
  });
}
