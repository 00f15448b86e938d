import * as sdk4 from 'ai';
import * as sdk5 from 'ai5';
import * as sdk6 from 'ai6';
import * as sdk7 from 'ai7';
import * as qwen4 from 'ai-sdk-qwen';
import * as qwen5 from 'ai-sdk-qwen/ai5';
import * as qwen6 from 'ai-sdk-qwen/ai6';
import * as qwen7 from 'ai-sdk-qwen/ai7';
import type { QwenImageDetails, QwenImageOptions, QwenVideoOptions } from 'ai-sdk-qwen/ai6';
import type { Major } from './major.js';

// Warnings are looked at where they are returned.
globalThis.AI_SDK_LOG_WARNINGS = false;

/** One call for images, in the words of no major. */
export interface AskImages {
  modelId: string;
  /** Options of the model. */
  model?: QwenImageOptions;
  /** Options of the call. */
  options?: QwenImageOptions;
  prompt: string;
  /** Images to edit, and a mask: of the majors whose prompts have them. */
  images?: Uint8Array[];
  mask?: Uint8Array;
  n?: number;
  size?: `${number}x${number}`;
  aspectRatio?: `${number}:${number}`;
  seed?: number;
  abortSignal?: AbortSignal;
  maxRetries?: number;
}

/** An AI SDK's view of images. A warning is its setting and its words. */
export interface ToldImages {
  images: Uint8Array[];
  warnings: string[];
  /** Absent where the AI SDK has no metadata of images. */
  details: QwenImageDetails[] | undefined;
  modelIds: string[];
}

/** One call for a video, in the words of no major. */
export interface AskVideo {
  modelId: string;
  options?: QwenVideoOptions;
  prompt: string | { image: Uint8Array; text?: string };
  n?: number;
  aspectRatio?: `${number}:${number}`;
  resolution?: `${number}x${number}`;
  duration?: number;
  fps?: number;
  seed?: number;
  abortSignal?: AbortSignal;
  maxRetries?: number;
}

/** An AI SDK's view of videos. */
export interface ToldVideos {
  videos: { bytes: Uint8Array; mediaType: string }[];
  warnings: string[];
  details: Record<string, unknown>[];
}

type Provider = ReturnType<typeof qwen6.createQwen>;

/** A major of the AI SDK, with a provider of the entry that is made for it. */
export interface MediaMajor {
  name: Major['name'];
  /** Prompts bring images and a mask. */
  hasFiles: boolean;
  connect(settings: qwen6.QwenProviderSettings): {
    qwen: Pick<Provider, 'tasks' | 'embedContents'>;
    images(ask: AskImages): Promise<ToldImages>;
    embed(modelId: string, value: string): Promise<number[]>;
    embedMany(modelId: string, values: string[]): Promise<number[][]>;
  };
}

/** A major that has videos. */
export interface VideoMajor {
  name: Major['name'];
  connect(settings: qwen6.QwenProviderSettings): { videos(ask: AskVideo): Promise<ToldVideos> };
}

/** The functions that the scenarios call; the adapter is written in the types of 6. */
interface Dialect {
  name: Major['name'];
  generateImage: typeof sdk6.generateImage;
  createQwen: typeof qwen6.createQwen;
  ai: Pick<typeof sdk6, 'embed' | 'embedMany'>;
}

const asDialect = (dialect: { [Key in keyof Dialect]: unknown }) => dialect as Dialect;

/** Majors up to 5 say `setting` where 6 and 7 say `feature`. */
function warningText(warning: object): string {
  const { setting, feature, details, message } = warning as Record<string, string | undefined>;
  return [setting ?? feature, details ?? message].filter((word) => word !== undefined).join(': ');
}

function createMajor({ name, generateImage, createQwen, ai }: Dialect): MediaMajor {
  const hasFiles = name === 'ai 6' || name === 'ai 7';
  return {
    name,
    hasFiles,
    connect(settings) {
      const qwen = createQwen(settings);
      return {
        qwen,
        async images({ modelId, model, options, prompt, images, mask, ...call }) {
          const files = images === undefined ? prompt : { text: prompt, images, mask };
          const result = await generateImage({
            ...call,
            model: qwen.image(modelId, model),
            prompt: files,
            ...(options && { providerOptions: { qwen: options as Record<string, never> } }),
          });
          const { providerMetadata } = result as { providerMetadata?: { qwen?: { images: unknown } } };
          return {
            images: result.images.map(({ uint8Array }) => uint8Array),
            warnings: result.warnings.map(warningText),
            details: providerMetadata?.qwen?.images as QwenImageDetails[] | undefined,
            modelIds: result.responses.map((response) => response.modelId),
          };
        },
        async embed(modelId, value) {
          return (await ai.embed({ model: qwen.embedding(modelId), value })).embedding;
        },
        async embedMany(modelId, values) {
          return (await ai.embedMany({ model: qwen.embedding(modelId), values })).embeddings;
        },
      };
    },
  };
}

/** Every major makes images. */
export const mediaMajors: MediaMajor[] = [
  asDialect({
    name: 'ai 4',
    generateImage: sdk4.experimental_generateImage,
    createQwen: qwen4.createQwen,
    ai: sdk4,
  }),
  asDialect({
    name: 'ai 5',
    generateImage: sdk5.experimental_generateImage,
    createQwen: qwen5.createQwen,
    ai: sdk5,
  }),
  asDialect({ name: 'ai 6', generateImage: sdk6.generateImage, createQwen: qwen6.createQwen, ai: sdk6 }),
  asDialect({ name: 'ai 7', generateImage: sdk7.generateImage, createQwen: qwen7.createQwen, ai: sdk7 }),
].map(createMajor);

interface VideoDialect {
  name: Major['name'];
  generateVideo: typeof sdk6.experimental_generateVideo;
  createQwen: typeof qwen6.createQwen;
}

function createVideoMajor({ name, generateVideo, createQwen }: VideoDialect): VideoMajor {
  return {
    name,
    connect(settings) {
      const qwen = createQwen(settings);
      return {
        async videos({ modelId, options, ...call }) {
          const result = await generateVideo({
            ...call,
            model: qwen.video(modelId),
            ...(options && { providerOptions: { qwen: options as Record<string, never> } }),
          });
          return {
            videos: result.videos.map(({ uint8Array, mediaType }) => ({ bytes: uint8Array, mediaType })),
            warnings: result.warnings.map(warningText),
            details: (result.providerMetadata.qwen as { videos: Record<string, unknown>[] }).videos,
          };
        },
      };
    },
  };
}

/** The majors that make videos. */
export const videoMajors: VideoMajor[] = [
  createVideoMajor({
    name: 'ai 6',
    generateVideo: sdk6.experimental_generateVideo,
    createQwen: qwen6.createQwen,
  }),
  createVideoMajor({
    name: 'ai 7',
    generateVideo: sdk7.experimental_generateVideo as unknown as VideoDialect['generateVideo'],
    createQwen: qwen7.createQwen as unknown as VideoDialect['createQwen'],
  }),
];
