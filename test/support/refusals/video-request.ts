export const VIDEO = '/services/aigc/video-generation/video-synthesis';
export const FRAMES = '/services/aigc/image2video/video-synthesis';

/** A request for a video. */
export const film = (model: string, input: object = { prompt: 'A cat' }, parameters: object = {}) => ({
  model,
  input,
  parameters,
});

/** A medium of a request. */
export const item = (type: string, url = 'https://a.example/a') => ({ type, url });

/** A request that lists its media. */
export const withMedia = (model: string, ...media: unknown[]) => film(model, { prompt: 'A cat', media });
