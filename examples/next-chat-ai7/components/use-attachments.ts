import type { FileUIPart } from 'ai';
import { useState, type DragEvent } from 'react';
import { readAttachment } from '../lib/browser/read-attachment';

/** The files of the next question: chosen, pasted or dropped. `failed` gets the words for a file that cannot go. */
export function useAttachments(failed: (words: string | undefined) => void) {
  const [files, setFiles] = useState<FileUIPart[]>([]);
  const [dragging, setDragging] = useState(false);

  async function add(chosen: Iterable<File>) {
    failed(undefined);
    for (const file of chosen) {
      try {
        const read = await readAttachment(file);
        setFiles((before) => [...before, read]);
      } catch (error) {
        failed((error as Error).message);
      }
    }
  }

  return {
    files,
    dragging,
    add: (chosen: Iterable<File>) => void add([...chosen]),
    remove: (file: FileUIPart) => setFiles((before) => before.filter((each) => each !== file)),
    clear: () => setFiles([]),
    /** For the element that files are dropped on. */
    dropping: {
      onDragOver(event: DragEvent) {
        event.preventDefault();
        setDragging(true);
      },
      onDragLeave: () => setDragging(false),
      onDrop(event: DragEvent) {
        event.preventDefault();
        setDragging(false);
        void add([...event.dataTransfer.files]);
      },
    },
  };
}
