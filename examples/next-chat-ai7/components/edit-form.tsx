import { useState } from 'react';
import type { ChatPart } from '../lib/chat-message';
import { Attachments } from './attachments';

interface Props {
  parts: ChatPart[];
  cancel: () => void;
  send: (parts: ChatPart[]) => void;
}

/** A form to edit a question. What followed the question is dropped when it is sent again. */
export function EditForm({ parts, cancel, send }: Props) {
  const [text, setText] = useState(parts.map((part) => (part.type === 'text' ? part.text : '')).join(''));
  const [files, setFiles] = useState(parts.filter((part) => part.type === 'file'));
  const empty = text.trim() === '' && files.length === 0;
  return (
    <form
      className="edit"
      onSubmit={(event) => {
        event.preventDefault();
        if (!empty) send([...files, ...(text.trim() === '' ? [] : [{ type: 'text' as const, text }])]);
      }}
      onKeyDown={(event) => event.key === 'Escape' && cancel()}
    >
      <Attachments files={files} remove={(file) => setFiles(files.filter((each) => each !== file))} />
      <textarea aria-label="Question" value={text} onChange={(event) => setText(event.target.value)} autoFocus />
      <div className="choices">
        <button type="button" className="quiet" onClick={cancel}>
          Cancel
        </button>
        <button type="submit" disabled={empty}>
          Ask again
        </button>
      </div>
    </form>
  );
}
