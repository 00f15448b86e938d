import type { FileUIPart } from 'ai';
import { FileText, X } from 'lucide-react';

interface Props {
  files: FileUIPart[];
  remove: (file: FileUIPart) => void;
}

/** Files that go with a question, each with a way to take it back. */
export function Attachments({ files, remove }: Props) {
  if (files.length === 0) return null;
  return (
    <ul className="attachments" aria-label="Attachments">
      {files.map((file) => (
        <li key={file.url.slice(-64) + file.filename}>
          {file.mediaType.startsWith('image/') ? <img src={file.url} alt="" /> : <FileText aria-hidden="true" />}
          <span>{file.filename}</span>
          <button type="button" className="icon" aria-label={`Remove ${file.filename}`} onClick={() => remove(file)}>
            <X aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  );
}
