export const textPath = '/services/aigc/text-generation/generation';
export const multimodalPath = '/services/aigc/multimodal-generation/generation';
/** The service of CosyVoice and Qwen-Audio; Qwen-TTS speaks at that of multimodal models. */
export const enginePath = '/services/audio/tts/SpeechSynthesizer';
export const videoPath = '/services/aigc/video-generation/video-synthesis';
export const transcriptionPath = '/services/audio/asr/transcription';
export const embeddingPath = '/services/embeddings/text-embedding/text-embedding';

/** A recording in the samples of the documentation: about four seconds. */
export const sampleRecording =
  'https://dashscope.oss-cn-beijing.aliyuncs.com/samples/audio/paraformer/hello_world_female2.wav';

/** A request to the text service of one user message. `parameters` beside the message format. */
export function chat(parameters: object = {}, model = 'qwen-plus', content: unknown = 'Hello there') {
  const messages = [{ role: 'user', content }];
  return { model, input: { messages }, parameters: { result_format: 'message', ...parameters } };
}

/** A request to the multimodal service of one user message. */
export function look(parameters: object = {}, model = 'qwen3-vl-plus', content: unknown = [{ text: 'Hello there' }]) {
  return { model, input: { messages: [{ role: 'user', content }] }, parameters };
}
