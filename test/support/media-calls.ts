/** The options of a call of an image model. The AI SDK passes each of them, if only as `undefined`. */
export const imageCall = {
  prompt: 'A cat',
  n: 1,
  size: undefined,
  aspectRatio: undefined,
  seed: undefined,
  files: undefined,
  mask: undefined,
  providerOptions: {},
};

/** The options of a call of a video model, likewise. */
export const videoCall = {
  prompt: 'A cat',
  n: 1,
  aspectRatio: undefined,
  resolution: undefined,
  duration: undefined,
  fps: undefined,
  seed: undefined,
  image: undefined,
  frameImages: undefined,
  inputReferences: undefined,
  generateAudio: undefined,
  providerOptions: {},
};
