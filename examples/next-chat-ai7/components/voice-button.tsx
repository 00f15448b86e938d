import { LoaderCircle, Mic, Square } from 'lucide-react';
import { IconButton } from './icon-button';
import type { useRecorder } from './use-recorder';

/** Starts and stops a recording, and waits for its text. One button, so that it keeps the focus when it changes. */
export function VoiceButton({ recorder: { state, start, stop } }: { recorder: ReturnType<typeof useRecorder> }) {
  switch (state) {
    case 'writing':
      return <IconButton icon={LoaderCircle} name="Transcribing" busy onClick={() => {}} />;
    case 'recording':
      return <IconButton icon={Square} name="Stop recording" pressed onClick={stop} />;
    default:
      return <IconButton icon={Mic} name="Speak" onClick={start} />;
  }
}
