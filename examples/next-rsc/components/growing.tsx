'use client';

import { useStreamableValue, type StreamableValue } from 'ai/rsc';

/** A text that grows while the server sends it. */
export function Growing({ text }: { text: StreamableValue<string> }) {
  const [grown] = useStreamableValue(text);
  return <p className="said">{grown}</p>;
}
