import type { FileUIPart } from 'ai';
import { ArrowUp, Brain, ChevronDown, Globe, LoaderCircle, Mic, Paperclip, Square, Volume2 } from 'lucide-react';
import { useRef, useState, type DragEvent, type FormEvent, type KeyboardEvent } from 'react';
import { acceptedFiles, readAttachment } from '../lib/browser/read-attachment';
import type { ChatPart } from '../lib/chat-message';
import type { Model } from '../lib/models';
import type { Settings } from '../lib/settings';
import { Attachments } from './attachments';
import { IconButton } from './icon-button';
import { Toggle } from './toggle';
import { useRecorder } from './use-recorder';
import type { Speech } from './use-speech';

interface Props {
  models: Model[];
  settings: Settings;
  change: (settings: Settings) => void;
  chooseModel: () => void;
  busy: boolean;
  /** The files of the conversation so far. */
  files: FileUIPart[];
  send: (parts: ChatPart[]) => void;
  stop: () => void;
  speech: Speech;
}

/** The field for the question, with what goes along. Enter sends it, Shift and Enter starts a new line. */
export function Composer({ models, settings, change, chooseModel, busy, files: earlier, send, stop, speech }: Props) {
  const [text, setText] = useState('');
  const [files, setFiles] = useState<FileUIPart[]>([]);
  const [problem, setProblem] = useState<string>();
  const [dragging, setDragging] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const recorder = useRecorder(
    (heard) => setText((before) => [before.trim(), heard].filter(Boolean).join(' ')),
    setProblem,
  );
  const model = models.find(({ id }) => id === settings.model)!;
  const missing = missingInput(model, files);
  const able = models.find(({ inputs }) => missing && inputs?.includes(missing));
  const empty = text.trim() === '' && files.length === 0;

  async function attach(chosen: Iterable<File>) {
    setProblem(undefined);
    for (const file of chosen) {
      try {
        const read = await readAttachment(file);
        setFiles((before) => [...before, read]);
      } catch (error) {
        setProblem((error as Error).message);
      }
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (busy || empty || missing) return;
    send([...files, ...(text.trim() === '' ? [] : [{ type: 'text' as const, text }])]);
    setText('');
    setFiles([]);
    setProblem(undefined);
  }

  function pressed(event: KeyboardEvent<HTMLTextAreaElement>) {
    // Enter also confirms a Chinese or Japanese word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }

  const dropping = {
    onDragOver(event: DragEvent) {
      event.preventDefault();
      setDragging(true);
    },
    onDragLeave: () => setDragging(false),
    onDrop(event: DragEvent) {
      event.preventDefault();
      setDragging(false);
      void attach(event.dataTransfer.files);
    },
  };

  return (
    <form className={dragging ? 'composer dragging' : 'composer'} onSubmit={submit} {...dropping}>
      <Attachments files={files} remove={(file) => setFiles(files.filter((each) => each !== file))} />
      {missing && (
        <p className="notice" role="alert">
          {model.id} does not read {missing}s.
          {able && (
            <button type="button" className="quiet" onClick={() => change({ ...settings, model: able.id })}>
              Use {able.id}
            </button>
          )}
        </p>
      )}
      {!missing && missingInput(model, earlier) && (
        <p className="notice">{model.id} is told the names of the files above, and does not see them.</p>
      )}
      {problem && (
        <p className="notice" role="alert">
          {problem}
        </p>
      )}
      <textarea
        aria-label="Message"
        placeholder={recorder.state === 'recording' ? 'Listening …' : 'Ask Qwen'}
        rows={1}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={pressed}
        onPaste={(event) => void attach(event.clipboardData.files)}
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
          onChange={(event) => {
            void attach([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <Toggle
          icon={Brain}
          name="Think"
          on={model.thinking === 'always' || (model.thinking === 'hybrid' && settings.thinking)}
          disabled={model.thinking !== 'hybrid'}
          change={(thinking) => change({ ...settings, thinking })}
        />
        <Toggle
          icon={Globe}
          name="Search"
          on={settings.search && model.webSearch === true}
          disabled={!model.webSearch}
          change={(search) => change({ ...settings, search })}
        />
        <Toggle icon={Volume2} name="Read aloud" on={speech.always} change={speech.setAlways} />
        <button type="button" className="pick" aria-haspopup="dialog" onClick={chooseModel}>
          <span className="sr-only">Model: </span>
          <span>{model.id}</span> <ChevronDown aria-hidden="true" />
        </button>
        {recorder.state === 'writing' ? (
          <span className="icon" role="status" aria-label="Writing down">
            <LoaderCircle className="turning" aria-hidden="true" />
          </span>
        ) : (
          <IconButton
            icon={recorder.state === 'recording' ? Square : Mic}
            name={recorder.state === 'recording' ? 'Stop recording' : 'Speak'}
            pressed={recorder.state === 'recording'}
            onClick={recorder.state === 'recording' ? recorder.stop : recorder.start}
          />
        )}
        {/* One button, so that it keeps the focus when it changes. */}
        <button
          type="submit"
          className="send"
          aria-label={busy ? 'Stop' : 'Send'}
          aria-disabled={!busy && (empty || missing !== undefined)}
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

/** The kind of file that the model cannot read; undefined if it reads them all. */
function missingInput({ inputs }: Model, files: FileUIPart[]): 'image' | 'document' | undefined {
  const kinds = files.map(({ mediaType }) => (mediaType.startsWith('image/') ? 'image' : 'document'));
  return kinds.find((kind) => !inputs?.includes(kind));
}
