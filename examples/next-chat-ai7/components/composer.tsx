import type { FileUIPart } from 'ai';
import { ArrowUp, Paperclip, Square } from 'lucide-react';
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { acceptedFiles } from '../lib/browser/read-attachment';
import type { ChatPart } from '../lib/chat-message';
import type { Model } from '../lib/models';
import type { Settings } from '../lib/settings';
import { Attachments } from './attachments';
import { ComposerNotices, missingInput } from './composer-notices';
import { IconButton } from './icon-button';
import { SettingsBar } from './settings-bar';
import { useAttachments } from './use-attachments';
import { useRecorder } from './use-recorder';
import type { Speech } from './use-speech';
import { VoiceButton } from './voice-button';

interface Props {
  models: Model[];
  settings: Settings;
  change: (settings: Settings) => void;
  chooseModel: () => void;
  busy: boolean;
  /** The files of the conversation so far. */
  earlier: FileUIPart[];
  send: (parts: ChatPart[]) => void;
  stop: () => void;
  speech: Speech;
  /** The words for what went wrong, other than an answer. */
  problem: string | undefined;
  setProblem: (words: string | undefined) => void;
}

/** The field for the question, with what goes along. Enter sends it, Shift and Enter starts a new line. */
export function Composer(props: Props) {
  const { models, settings, change, chooseModel, busy, earlier, send, stop, speech, problem, setProblem } = props;
  const [text, setText] = useState('');
  const picker = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const { files, reading, dragging, add, paste, remove, clear } = useAttachments(setProblem);
  const recorder = useRecorder((heard) => setText((before) => `${before.trim()} ${heard}`.trim()), setProblem);
  const model = models.find(({ id }) => id === settings.model)!;
  const asks = text.trim() !== '' || files.length > 0;
  const ready = asks && reading === 0 && missingInput(model, files) === undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || !ready) return;
    send([...files, ...(text.trim() === '' ? [] : [{ type: 'text' as const, text }])]);
    setText('');
    setProblem(undefined);
    clear();
  }

  function pressed(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Enter also confirms a Chinese or Japanese word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }

  return (
    <form className={dragging ? 'composer dragging' : 'composer'} onSubmit={submit}>
      {dragging && <p className="notice">Drop the files to add them.</p>}
      <Attachments
        files={files}
        reading={reading}
        remove={(file) => {
          remove(file);
          if (files.length === 1) field.current?.focus();
        }}
      />
      <ComposerNotices
        {...{ models, model, files, earlier, problem }}
        choose={(id) => change({ ...settings, model: id })}
      />
      <textarea
        ref={field}
        aria-label="Message"
        placeholder={recorder.state === 'recording' ? 'Listening …' : 'Ask Qwen'}
        rows={1}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={pressed}
        onPaste={paste}
        autoFocus
      />
      <div className="bar">
        <IconButton icon={Paperclip} name="Add pictures and documents" onClick={() => picker.current?.click()} />
        <input
          ref={picker}
          type="file"
          accept={acceptedFiles}
          multiple
          hidden
          onChange={({ target }) => {
            add(target.files ?? []);
            target.value = '';
          }}
        />
        <SettingsBar {...{ model, settings, change, chooseModel, speech }} />
        <VoiceButton recorder={recorder} />
        {/* One button, so that it keeps the focus when it changes. */}
        <button
          type="submit"
          className="send"
          aria-label={busy ? 'Stop' : 'Send'}
          aria-disabled={!busy && !ready}
          onClick={(event) => {
            if (!busy) return;
            event.preventDefault();
            stop();
          }}
        >
          {busy ? <Square aria-hidden="true" /> : <ArrowUp aria-hidden="true" />}
        </button>
      </div>
    </form>
  );
}
