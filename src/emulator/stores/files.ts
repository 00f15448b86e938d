/** When an uploaded file becomes readable: after a number of requests for it, or of milliseconds. */
export type FileProcessing = { polls: number } | { milliseconds: number };

/** A file that was uploaded. */
export interface StoredFile {
  id: string;
  name: string;
  purpose: string;
  /** Its content, in order. A file of results is too large for one piece. */
  pieces: readonly Uint8Array[];
  /** Length of the content. */
  bytes: number;
  /** Content type; empty where the service tells none. */
  type: string;
  /** Milliseconds since 1970. */
  created: number;
  /** When it is deleted without being asked, in milliseconds. */
  expires?: number;
  /** Requests for it so far. */
  polls: number;
}

/** Uploaded files, the newest first. */
export class FileStore {
  // A map is in the order of its insertions, so the newest file is the last one.
  private readonly files = new Map<string, StoredFile>();

  constructor(private readonly processing: FileProcessing = { polls: 0 }) {}

  add(file: Omit<StoredFile, 'polls'>): StoredFile {
    const stored = { ...file, polls: 0 };
    this.files.set(file.id, stored);
    return stored;
  }

  get(id: string, now: number): StoredFile | undefined {
    const file = this.files.get(id);
    return file === undefined || (file.expires ?? Infinity) <= now ? undefined : file;
  }

  list(now: number): readonly StoredFile[] {
    const kept = [...this.files.values()].filter(({ expires = Infinity }) => expires > now);
    return kept.map((_, place) => kept.at(-1 - place)!);
  }

  delete(id: string): void {
    this.files.delete(id);
  }

  isProcessed({ polls, created }: StoredFile, now: number): boolean {
    const { processing } = this;
    return 'polls' in processing ? polls >= processing.polls : now - created >= processing.milliseconds;
  }

  clear(): void {
    this.files.clear();
  }
}
