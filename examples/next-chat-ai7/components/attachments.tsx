import type { FileUIPart } from 'ai';
import { FileText, LoaderCircle, X } from 'lucide-react';

interface Props {
  files: FileUIPart[];
  /** Number of files that are still being read. */
  reading?: number;
  remove: (file: FileUIPart) => void;
}

/** Files that go with a question, each with a way to take it back. */
export function Attachments({ files, reading = 0, remove }: Props) {
  return (
    <>
      {files.length > 0 && (
        <ul className="attachments" aria-label="Attachments">
          {files.map((file, index) => (
            // With its place as the key, the button of the next file keeps the focus.
            <li key={index}>
              {file.mediaType.startsWith('image/') ? <img src={file.url} alt="" /> : <FileText aria-hidden="true" />}
              <span>{file.filename}</span>
              <button
                type="button"
                className="icon"
                aria-label={`Remove ${file.filename}`}
                onClick={() => remove(file)}
              >
                <X aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {reading > 0 && (
        <p className="notice" role="status">
          <LoaderCircle className="turning" aria-hidden="true" /> Reading …
        </p>
      )}
    </>
  );
}
