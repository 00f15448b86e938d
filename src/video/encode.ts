import type { VideoForm } from '../catalogue/capabilities.js';
import type { VideoPlan } from './plan.js';

/** The path of a model's endpoint, after the base URL of the DashScope protocol. */
export function videoPath(form: VideoForm): string {
  const service = form === 'frames' || form === 'animate' ? 'image2video' : 'video-generation';
  return `/services/aigc/${service}/video-synthesis`;
}

/** A media file with its URL. */
export interface WireMedium {
  type: string;
  url: string;
  reference_voice?: string;
}

/** Writes the body of a request. */
export function encodeVideo(
  model: string,
  form: VideoForm,
  { prompt, parameters, known }: VideoPlan,
  media: readonly WireMedium[],
): Record<string, unknown> {
  const { negativePrompt, audioUrl, template, watermark, input } = known;
  return {
    model,
    input: {
      prompt,
      negative_prompt: negativePrompt,
      audio_url: audioUrl,
      template,
      ...(form === 'animate' && { watermark }),
      ...mediaFields(form, media),
      ...input,
    },
    parameters,
  };
}

function mediaFields(form: VideoForm, media: readonly WireMedium[]): Record<string, unknown> {
  const urlOf = (...types: string[]) => media.find(({ type }) => types.includes(type))?.url;
  switch (form) {
    case 'media':
      return media.length === 0 ? {} : { media };
    case 'image':
      return { img_url: urlOf('first_frame') };
    case 'frames':
      return { first_frame_url: urlOf('first_frame'), last_frame_url: urlOf('last_frame') };
    case 'references':
      return { reference_urls: media.map(({ url }) => url) };
    case 'animate':
      return { image_url: urlOf('first_frame', 'reference_image'), video_url: urlOf('reference_video') };
    case 'text':
    case 'input':
      return {};
  }
}
