import { joinBytes, startsWith } from '../util/bytes.js';
import { monoForm, readWav, type WavForm } from '../util/wav.js';
import { frameAt, soundFrames, tagLength } from './mp3.js';
import { pagesOf, secondsOfOpus } from './ogg.js';
import { formatOf, type Container } from './sound.js';

/** Sound of a stream: whole samples, or bytes of a coded file. */
export interface SoundBit {
  bytes: Uint8Array;
  format: Exclude<Container, 'wav'>;
  /** Of samples. */
  form?: WavForm;
  sampleRate?: number;
}

// Headers of WAV files are shorter.
const maxHeader = 65_536;

// Bytes up to the name of the codec: a header, a table of up to 255 bytes, and `OpusHead`.
const maxOpusHead = 290;

/**
 * Reads the sound of one request as it comes. The first bytes tell the format: streams begin with a header, with a tag, or
 * with bare samples. Headers are taken off, and the tags of all pieces but the first.
 */
export class SoundReader {
  private held: Uint8Array = new Uint8Array();
  private kind: Omit<SoundBit, 'bytes'> | undefined;
  /** Bytes of a tag that are still to come. */
  private toSkip = 0;
  private samples = 0;
  /** Bytes of samples that are still to come. Others, such as a title, may follow them. */
  private toRead = Number.POSITIVE_INFINITY;
  private readonly coded: Uint8Array[] = [];

  constructor(
    private readonly sampleRate: number,
    private readonly keepsTag: boolean,
    /** Gives the pages of an Ogg file the number of its link. */
    private readonly link: (pages: Uint8Array) => Uint8Array,
  ) {}

  /** Takes some bytes in, and gives the sound in them. */
  push(bytes: Uint8Array): SoundBit | undefined {
    this.held = this.held.length === 0 ? bytes : joinBytes([this.held, bytes]);
    return this.read(false);
  }

  /** The last sound, once all bytes have come. */
  end(): SoundBit | undefined {
    return this.read(true);
  }

  /** Seconds so far, if the bytes tell. */
  get seconds(): number | undefined {
    const { form, format } = this.kind ?? {};
    if (form !== undefined) return this.samples / form.frame / form.sampleRate;
    if (format === 'opus') return secondsOfOpus(joinBytes(this.coded));
    if (format !== 'mp3') return format === undefined ? 0 : undefined;
    return soundFrames(joinBytes(this.coded)).reduce((sum, { seconds }) => sum + seconds, 0);
  }

  private read(isLast: boolean): SoundBit | undefined {
    this.kind ??= this.begin(isLast);
    if (this.kind === undefined) return undefined;
    const skipped = Math.min(this.toSkip, this.held.length);
    this.toSkip -= skipped;
    const { form, format } = this.kind;
    if (format === 'opus' || format === 'ogg') return this.readPages(this.kind);
    const whole = this.held.length - ((this.held.length - skipped) % (form?.frame ?? 1));
    const bytes = this.held.subarray(skipped, whole).subarray(0, this.toRead);
    this.held = this.held.subarray(whole);
    this.toRead -= bytes.length;
    if (form === undefined) this.coded.push(bytes);
    else this.samples += bytes.length;
    return bytes.length === 0 ? undefined : { ...this.kind, bytes };
  }

  /** Whole pages: a number and a checksum stand in the header of each. */
  private readPages(kind: Omit<SoundBit, 'bytes'>): SoundBit | undefined {
    const end = pagesOf(this.held).at(-1)?.end ?? 0;
    const bytes = this.link(this.held.subarray(0, end));
    this.held = this.held.subarray(end);
    this.coded.push(bytes);
    return bytes.length === 0 ? undefined : { ...kind, bytes };
  }

  /** Finds out the format, as soon as there are enough bytes for it. */
  private begin(isLast: boolean): SoundReader['kind'] {
    const { held } = this;
    const tag = tagLength(held);
    // A second frame tells coded sound from samples; the first one behind a tag tells the sample rate.
    const oggHead = startsWith(held, 0, 'OggS') ? maxOpusHead : 0;
    const needed = Math.max(oggHead, tag > 0 ? Math.min(tag + 4, maxHeader) : (frameAt(held, 0)?.end ?? 8) + 4);
    if (held.length === 0 || (held.length < needed && !isLast)) return undefined;
    const format = formatOf(held);
    if (format === 'wav') {
      const wav = readWav(held);
      if (wav === undefined && held.length < maxHeader) return undefined;
      this.toSkip = wav?.start ?? 0;
      this.toRead = wav?.declared ?? Number.POSITIVE_INFINITY;
      return this.ofSamples(wav?.form);
    }
    if (format === undefined) return this.ofSamples(undefined);
    if (format !== 'mp3') return { format };
    if (!this.keepsTag) this.toSkip = tag;
    const rate = frameAt(held, tag)?.sampleRate;
    return { format, ...(rate !== undefined && { sampleRate: rate }) };
  }

  private ofSamples(form: WavForm = monoForm(this.sampleRate)): SoundReader['kind'] {
    return { format: 'pcm', form, sampleRate: form.sampleRate };
  }
}
