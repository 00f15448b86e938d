import { hash } from '../util/words.js';
import { type TaskDelay, TaskStore } from './tasks.js';
import { FaultQueue } from './faults.js';

/** Numbers of accepted creations. Each costs money on the service. */
export interface Creations {
  image: number;
  video: number;
  speech: number;
  transcription: number;
}

const none: Creations = { image: 0, video: 0, speech: 0, transcription: 0 };

/** The content of a file, which is made when the file is read. */
export interface FileContent {
  /** Content type. */
  type: string;
  make: () => Uint8Array | Promise<Uint8Array>;
}

interface ResultFile {
  content: FileContent;
  /** In seconds since 1970, as in the URL. */
  expires: number;
  signature: string;
}

/** Files that tasks and synchronous calls made. They are made when they are downloaded. */
class ResultStore {
  private readonly files = new Map<string, ResultFile>();

  /** Keeps a file, and returns its path with the query that signs it. `now` in milliseconds. */
  add(name: string, content: FileContent, now: number, lifetimeSeconds: number): string {
    const expires = Math.floor(now / 1000) + lifetimeSeconds;
    const signature = btoa(String(hash(`signature of ${name} ${expires}`)));
    this.files.set(name, { content, expires, signature });
    const query = new URLSearchParams({ Expires: String(expires), OSSAccessKeyId: 'emulator', Signature: signature });
    return `/results/${name}?${query}`;
  }

  get(name: string): ResultFile | undefined {
    return this.files.get(name);
  }

  clear(): void {
    this.files.clear();
  }
}

/** Tasks of models that make or hear media, their files, counts, and queued faults. */
export class MediaStore {
  readonly tasks: TaskStore;
  readonly results = new ResultStore();
  readonly faults = new FaultQueue();
  readonly creations: Creations = { ...none };

  constructor(delay?: TaskDelay) {
    this.tasks = new TaskStore(delay);
  }

  clear(): void {
    this.tasks.clear();
    this.results.clear();
    this.faults.clear();
    Object.assign(this.creations, none);
  }
}
