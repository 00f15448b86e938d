import type { RecognitionModel } from '../catalogue/recognition-models.js';
import { type Hearing, type Sentence, textOf } from './listen.js';
import { renderWord, type Speakers, speakersOf } from './render.js';

/** Choices of a transcript. */
export interface FileOptions {
  /** The link to the sound. */
  url: string;
  family: RecognitionModel['family'];
  channels: number[];
  diarizes: boolean;
  tellsWords: boolean;
  /** The language that was asked for. */
  language: string | undefined;
}

/** The file that a task leaves. */
export function transcriptFile(hearing: Hearing, options: FileOptions): object {
  return options.family === 'qwen3' ? fileOfOne(hearing, options) : fileOfMany(hearing, options);
}

function fileOfOne(hearing: Hearing, { url, channels, tellsWords, language }: FileOptions): object {
  const transcripts = taken(hearing, channels).map(([channel_id, sentences]) => ({
    channel_id,
    text: textOf(sentences),
    // Without words, only a pause ends a sentence.
    sentences: (tellsWords ? sentences : joined(sentences)).map((sentence, index) => ({
      sentence_id: index,
      begin_time: sentence.begin,
      end_time: sentence.end,
      language: language ?? sentence.language,
      emotion: 'neutral',
      text: sentence.text,
      ...(tellsWords && { words: sentence.words.map((word) => renderWord(word)) }),
    })),
  }));
  const { format, rate } = hearing;
  return { file_url: url, audio_info: { format, sample_rate: rate }, transcripts };
}

function fileOfMany(hearing: Hearing, { url, channels, diarizes, family }: FileOptions): object {
  const all = taken(hearing, channels);
  const speakers = diarizes ? speakersOf(all.flatMap(([, sentences]) => sentences)) : undefined;
  return {
    file_url: url,
    properties: {
      audio_format: hearing.format,
      channels: all.map(([channel]) => channel),
      original_sampling_rate: hearing.rate,
      original_duration_in_milliseconds: Math.round(hearing.seconds * 1000),
    },
    transcripts: all.map(([channel_id, sentences]) => ({
      channel_id,
      content_duration_in_milliseconds: sentences.reduce((sum, { begin, end }) => sum + end - begin, 0),
      text: family === 'sensevoice' ? tagged(sentences) : textOf(sentences),
      sentences: sentences.map((sentence, index) => renderSentence(sentence, index + 1, family, speakers)),
    })),
  };
}

function renderSentence(
  sentence: Sentence,
  id: number,
  family: FileOptions['family'],
  speakers: Speakers | undefined,
): object {
  const isTagged = family === 'sensevoice';
  return {
    begin_time: sentence.begin,
    end_time: sentence.end,
    text: isTagged ? tagged([sentence]) : sentence.text,
    sentence_id: id,
    ...(speakers && { speaker_id: speakers.get(sentence.voice) }),
    ...(!isTagged && { words: sentence.words.map((word) => renderWord(word)) }),
  };
}

/** SenseVoice tells language, emotion and kind of sound in the text. */
function tagged(sentences: readonly Sentence[]): string {
  return sentences.map(({ language, text }) => `<|${language}|><|NEUTRAL|><|Speech|>${text}<|/Speech|>`).join('');
}

/** The channels that were asked for and that the sound has. */
function taken({ channels }: Hearing, wanted: readonly number[]): [channel: number, sentences: Sentence[]][] {
  return wanted.flatMap((channel) => {
    const sentences = channels[channel];
    return sentences === undefined ? [] : [[channel, sentences]];
  });
}

/** Milliseconds of a pause that ends a sentence even without punctuation. */
const pause = 200;

function joined(sentences: readonly Sentence[]): Sentence[] {
  const whole: Sentence[] = [];
  for (const sentence of sentences) {
    const last = whole.at(-1);
    if (last === undefined || sentence.begin - last.end > pause) whole.push({ ...sentence });
    else Object.assign(last, { text: last.text + sentence.text, end: sentence.end });
  }
  return whole;
}
