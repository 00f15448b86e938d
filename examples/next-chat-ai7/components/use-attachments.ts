import type { FileUIPart } from 'ai';
import { useEffect, useEffectEvent, useRef, useState, type ClipboardEvent } from 'react';
import { maxCharacters, readAttachment } from '../lib/browser/read-attachment';

/**
 * The files of the next question: chosen, pasted, or dropped anywhere on the page. `failed` gets the words for a file that
 * cannot go.
 */
export function useAttachments(failed: (words: string | undefined) => void) {
  const [files, setFiles] = useState<FileUIPart[]>([]);
  const [reading, setReading] = useState(0);
  const [dragging, setDragging] = useState(false);
  const room = useRef(maxCharacters);

  async function add(chosen: Iterable<File>) {
    failed(undefined);
    for (const file of chosen) {
      setReading((count) => count + 1);
      try {
        const read = await readAttachment(file);
        if (read.url.length > room.current) throw new Error(`${file.name} does not fit beside the other files.`);
        room.current -= read.url.length;
        setFiles((before) => [...before, read]);
      } catch (error) {
        failed((error as Error).message);
      }
      setReading((count) => count - 1);
    }
  }

  const dropped = useEffectEvent((event: DragEvent) => {
    // A text that is dragged goes where it is dropped.
    if (!event.dataTransfer?.types.includes('Files')) return;
    // The browser would open the file in the place of the page.
    event.preventDefault();
    setDragging(event.type === 'dragover');
    if (event.type === 'drop') void add([...event.dataTransfer.files]);
  });
  useEffect(() => {
    const listener = (event: DragEvent) => dropped(event);
    const left = ({ relatedTarget }: DragEvent) => relatedTarget === null && setDragging(false);
    window.addEventListener('dragover', listener);
    window.addEventListener('drop', listener);
    window.addEventListener('dragleave', left);
    return () => {
      window.removeEventListener('dragover', listener);
      window.removeEventListener('drop', listener);
      window.removeEventListener('dragleave', left);
    };
  }, []);

  return {
    files,
    /** Number of files that are still being read. */
    reading,
    /** True while files are dragged over the page. */
    dragging,
    add: (chosen: Iterable<File>) => void add([...chosen]),
    paste(event: ClipboardEvent) {
      const { files: pasted, types } = event.clipboardData;
      // Office programs add a picture of the text that is copied.
      if (pasted.length === 0 || types.includes('text/rtf')) return;
      event.preventDefault();
      void add([...pasted]);
    },
    remove(file: FileUIPart) {
      room.current += file.url.length;
      setFiles((before) => before.filter((each) => each !== file));
    },
    clear() {
      room.current = maxCharacters;
      setFiles([]);
    },
  };
}
