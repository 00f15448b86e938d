import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { Model } from '../lib/models';
import type { Settings } from '../lib/settings';

interface Props {
  models: Model[];
  settings: Settings;
  busy: boolean;
  send: (text: string, files: FileList | undefined) => Promise<void>;
  stop: () => void;
}

/** The field for the question. Enter sends it, Shift and Enter starts a new line. */
export function Composer({ models, settings, busy, send, stop }: Props) {
  const [text, setText] = useState('');
  const [files, setFiles] = useState<FileList>();
  const picker = useRef<HTMLInputElement>(null);
  const sees = models.find(({ id }) => id === settings.model)?.inputs?.includes('image') ?? false;

  function forgetFiles() {
    setFiles(undefined);
    if (picker.current) picker.current.value = '';
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || text.trim() === '') return;
    void send(text, sees ? files : undefined);
    setText('');
    forgetFiles();
  }

  function pressed(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Enter also confirms a Chinese or Japanese word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }

  return (
    <form className="composer" onSubmit={submit}>
      {files && sees && (
        <p className="chosen">
          {[...files].map(({ name }) => name).join(', ')}
          <button type="button" className="quiet" onClick={forgetFiles}>
            Remove
          </button>
        </p>
      )}
      <div className="row">
        <label
          className={sees ? 'attach' : 'attach off'}
          title={sees ? undefined : `${settings.model} takes no pictures`}
        >
          <span aria-hidden="true">+</span>
          <input
            ref={picker}
            type="file"
            accept="image/*"
            multiple
            disabled={!sees}
            aria-label="Add pictures"
            onChange={(event) => setFiles(event.target.files?.length ? event.target.files : undefined)}
          />
        </label>
        <textarea
          aria-label="Message"
          placeholder="Message"
          rows={1}
          // The browser says so when a picture has no words.
          required
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={pressed}
          autoFocus
        />
        {/* One button, so that it keeps the focus when it changes. */}
        <button
          type="submit"
          onClick={(event) => {
            if (!busy) return;
            event.preventDefault();
            stop();
          }}
        >
          {busy ? 'Stop' : 'Send'}
        </button>
      </div>
    </form>
  );
}
