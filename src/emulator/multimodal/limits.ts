/** Kinds of content. */
export type Kind = 'text' | 'image' | 'video' | 'multi_images';

/** Limits of a multimodal embedding model. */
export interface Limits {
  /** Lengths of a vector; the first one is the default. */
  dimensions: readonly number[];
  elements: number;
  /** Most elements of a kind; 0: none; absent: as many as there may be elements. */
  most: Partial<Record<Kind, number>>;
  /** Contents that share a vector: always all, all when asked, those in one object, or none. */
  fuses: 'always' | 'asked' | 'object' | 'never';
  parameters: string;
  usage: 'details' | 'images' | 'counted';
}

const older = { elements: 20, fuses: 'never', parameters: 'output_type dimension', usage: 'details' } as const;
const tongyi = {
  elements: 20,
  most: { image: 64, video: 8 },
  fuses: 'object',
  parameters: 'output_type dimension fps instruct res_level max_video_frames',
  usage: 'details',
} as const;

// Multimodal embedding page (Sep 2026).
export const limits: Record<string, Limits> = {
  'qwen3-vl-embedding': {
    dimensions: [2560, 2048, 1536, 1024, 768, 512, 256],
    elements: 20,
    most: { image: 10, video: 1, multi_images: 0 },
    fuses: 'asked',
    parameters: 'output_type dimension fps instruct enable_fusion',
    usage: 'images',
  },
  'qwen2.5-vl-embedding': {
    dimensions: [1024, 2048, 768, 512],
    elements: 3,
    most: { text: 1, image: 1, video: 1, multi_images: 0 },
    fuses: 'always',
    parameters: 'output_type dimension fps instruct',
    usage: 'images',
  },
  'tongyi-embedding-vision-plus-2026-03-06': { ...tongyi, dimensions: [1152, 1024, 512, 256, 128, 64] },
  'tongyi-embedding-vision-flash-2026-03-06': { ...tongyi, dimensions: [768, 512, 256, 128, 64] },
  'tongyi-embedding-vision-plus': { ...older, dimensions: [1152], most: {} },
  'tongyi-embedding-vision-flash': { ...older, dimensions: [768], most: {} },
  'multimodal-embedding-v1': {
    ...older,
    dimensions: [1024],
    most: { image: 1, video: 1, multi_images: 0 },
    usage: 'counted',
  },
};
