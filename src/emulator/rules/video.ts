import type { FailureRow } from './failure.js';
import { assumed, documented, invalid } from './rows.js';

const pages = 'Model Studio docs, video generation pages (May 2026)';
const tests = 'failed task quoted in public tests and issues (Jul to Oct 2026)';

function seen(message: string): FailureRow {
  return invalid(message, 'recorded', tests);
}

/** Refusals of video models. Nearly all of them come in the task, a moment after it was created. */
export const videoRules = {
  'video-prompt': seen('prompt must contain words'),
  'video-field-required': seen('Field required: {fields}'),
  'video-media-list': seen('Input should be a valid list: input.media'),
  'video-media-type': seen('Input should be {accepted}: input.media.{index}.type'),
  'video-media-count': assumed("At most {max} of type '{type}' are accepted: input.media", pages),
  'video-media-combination': assumed('This combination of media types is not supported: {given}', pages),
  'video-first-frame-only': seen('Only first frame provided is not allowed'),
  'video-modes': documented(
    'The two modes are mutually exclusive. Do not pass reference_xx and first_frame/last_frame at the same time.',
  ),
  'video-download': seen('Failed to download {url}'),
  'video-oss': seen("No connection adapters were found for '{url}'"),
  'video-duration-range': seen('Duration should be between {min} and {max}'),
  'video-duration-fixed': seen('duration customization is not supported'),
  'video-value': seen('Input should be {accepted}'),
  'video-size': seen('size must be in {sizes}'),
} satisfies Record<string, FailureRow>;
