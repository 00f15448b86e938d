import { LoaderCircle, Mic, Square } from 'lucide-react';
import { IconButton } from './icon-button';
import type { useRecorder } from './use-recorder';

/** Starts and stops a recording, and waits for its text. */
export function VoiceButton({ recorder: { state, start, stop } }: { recorder: ReturnType<typeof useRecorder> }) {
  if (state === 'writing') {
    return (
      <span className="icon" role="status" aria-label="Transcribing">
        <LoaderCircle className="turning" aria-hidden="true" />
      </span>
    );
  }
  return state === 'recording' ? (
    <IconButton icon={Square} name="Stop recording" pressed onClick={stop} />
  ) : (
    <IconButton icon={Mic} name="Speak" onClick={start} />
  );
}
