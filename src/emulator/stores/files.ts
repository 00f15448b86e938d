/** When an uploaded file becomes readable: after a number of requests for it, or of milliseconds. */
export type FileProcessing = { polls: number } | { milliseconds: number };

/** A file that was uploaded. */
export interface StoredFile {
  id: string;
  name: string;
  purpose: string;
  bytes: Uint8Array;
  type: string;
  /** Milliseconds since 1970. */
  created: number;
  /** Requests for it so far. */
  polls: number;
}

/** Uploaded files, the newest first. */
export class FileStore {
  private files: StoredFile[] = [];

  constructor(private readonly processing: FileProcessing = { polls: 0 }) {}

  add(file: Omit<StoredFile, 'polls'>): StoredFile {
    const stored = { ...file, polls: 0 };
    this.files.unshift(stored);
    return stored;
  }

  get(id: string): StoredFile | undefined {
    return this.files.find((file) => file.id === id);
  }

  list(): readonly StoredFile[] {
    return this.files;
  }

  /** Returns false when there was no such file. */
  delete(id: string): boolean {
    const left = this.files.filter((file) => file.id !== id);
    const found = left.length < this.files.length;
    this.files = left;
    return found;
  }

  isProcessed({ polls, created }: StoredFile, now: number): boolean {
    const { processing } = this;
    return 'polls' in processing ? polls >= processing.polls : now - created >= processing.milliseconds;
  }

  clear(): void {
    this.files = [];
  }
}
