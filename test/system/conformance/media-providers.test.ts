import * as ai4 from 'ai';
import * as ai5 from 'ai5';
import * as ai6 from 'ai6';
import * as ai7 from 'ai7';
import { createQwen as createQwen4 } from 'ai-sdk-qwen';
import { createQwen as createQwen5 } from 'ai-sdk-qwen/ai5';
import { createQwen as createQwen6 } from 'ai-sdk-qwen/ai6';
import { createQwen as createQwen7 } from 'ai-sdk-qwen/ai7';
import type { Emulator } from 'ai-sdk-qwen/emulator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emulate } from '../../support/listening-emulator.js';

globalThis.AI_SDK_LOG_WARNINGS = false;

let emulator: Emulator;
let settings: { apiKey: string; baseURL: string };

beforeEach(async () => {
  const served = await emulate({ taskDelay: { polls: 0 } });
  emulator = served.emulator;
  settings = { apiKey: 'sk-test-key', baseURL: `${served.url}/compatible-mode/v1` };
});

const prompt = 'A cat';
const models = () =>
  emulator.calls.filter(({ path }) => path.includes('/services/')).map(({ body }) => (body as { model: string }).model);

describe('image models by strings', () => {
  const both = ['qwen-image-2.0', 'wan2.7-image'];

  test('image models of ai 4 are found by strings: in a registry, a custom provider, and ids that say their kind', async () => {
    const qwen = createQwen4(settings);
    const registry = ai4.createProviderRegistry({ qwen });
    const custom = ai4.customProvider({ imageModels: { series: qwen.image('wan2.7-image') }, fallbackProvider: qwen });
    await ai4.experimental_generateImage({ model: registry.imageModel('qwen:image:qwen-image-2.0'), prompt });
    await ai4.experimental_generateImage({ model: custom.imageModel('series'), prompt });
    await ai4.experimental_generateImage({ model: custom.imageModel('image:qwen-image-max'), prompt });
    expect(models()).toEqual([...both, 'qwen-image-max']);
  });

  test('image models of ai 5 are found by strings: in a registry, a custom provider, and ids that say their kind', async () => {
    const qwen = createQwen5(settings);
    const registry = ai5.createProviderRegistry({ qwen });
    const custom = ai5.customProvider({ imageModels: { series: qwen.image('wan2.7-image') }, fallbackProvider: qwen });
    await ai5.experimental_generateImage({ model: registry.imageModel('qwen:image:qwen-image-2.0'), prompt });
    await ai5.experimental_generateImage({ model: custom.imageModel('series'), prompt });
    await ai5.experimental_generateImage({ model: custom.imageModel('image:qwen-image-max'), prompt });
    expect(models()).toEqual([...both, 'qwen-image-max']);
  });

  test('image models of ai 6 are found by strings: in a registry, a custom provider, and ids that say their kind', async () => {
    const qwen = createQwen6(settings);
    const registry = ai6.createProviderRegistry({ qwen });
    const custom = ai6.customProvider({ imageModels: { series: qwen.image('wan2.7-image') }, fallbackProvider: qwen });
    await ai6.generateImage({ model: registry.imageModel('qwen:image:qwen-image-2.0'), prompt });
    await ai6.generateImage({ model: custom.imageModel('series'), prompt });
    await ai6.generateImage({ model: custom.imageModel('image:qwen-image-max'), prompt });
    expect(models()).toEqual([...both, 'qwen-image-max']);
  });

  test('image models of ai 7 are found by strings: in a registry, a custom provider, and ids that say their kind', async () => {
    const qwen = createQwen7(settings);
    const registry = ai7.createProviderRegistry({ qwen });
    const custom = ai7.customProvider({ imageModels: { series: qwen.image('wan2.7-image') }, fallbackProvider: qwen });
    await ai7.generateImage({ model: registry.imageModel('qwen:image:qwen-image-2.0'), prompt });
    await ai7.generateImage({ model: custom.imageModel('series'), prompt });
    await ai7.generateImage({ model: custom.imageModel('image:qwen-image-max'), prompt });
    expect(models()).toEqual([...both, 'qwen-image-max']);
  });
});

describe('a middleware for images', () => {
  test('a middleware for images of ai 6 changes calls and results, and keeps what the model takes', async () => {
    const qwen = createQwen6(settings);
    const model = ai6.wrapImageModel({
      model: qwen.image('wan2.7-image'),
      middleware: {
        specificationVersion: 'v3',
        transformParams: async ({ params }) => ({ ...params, prompt: `${params.prompt}, as a woodcut` }),
      },
    });
    expect(model).toMatchObject({ specificationVersion: 'v3', modelId: 'wan2.7-image', maxImagesPerCall: 4 });
    const { images } = await ai6.generateImage({ model, prompt, n: 2 });
    expect(images).toHaveLength(2);
    expect(JSON.stringify(emulator.calls[0]!.body)).toContain('A cat, as a woodcut');
  });

  test('a middleware for images of ai 7 changes calls and results, and keeps what the model takes', async () => {
    const qwen = createQwen7(settings);
    const model = ai7.wrapImageModel({
      model: qwen.image('wanx2.1-imageedit'),
      middleware: {
        specificationVersion: 'v4',
        transformParams: async ({ params }) => ({ ...params, prompt: `${params.prompt}, as a woodcut` }),
      },
    });
    expect(model).toMatchObject({ specificationVersion: 'v4', supportsFileInputs: true, supportsMaskInputs: true });
    const images = ['https://example.com/boat.png'];
    await ai7.generateImage({ model, prompt, providerOptions: { qwen: { images, pollInterval: 1 } } });
    expect(emulator.calls[0]!.body).toMatchObject({ input: { prompt: 'A cat, as a woodcut' } });
  });
});

describe('video models by strings', () => {
  test('video models of ai 7 are found by strings: in a registry, a custom provider, and ids that say their kind', async () => {
    const qwen = createQwen7(settings);
    const registry = ai7.createProviderRegistry({ qwen });
    const custom = ai7.customProvider({ videoModels: { film: qwen.video('happyhorse-1.1-t2v') } });
    for (const model of [registry.videoModel('qwen:video:wan2.7-t2v'), custom.videoModel('film')]) {
      await ai7.experimental_generateVideo({ model, prompt });
    }
    expect(models()).toEqual(['wan2.7-t2v', 'happyhorse-1.1-t2v']);
  });
});

describe('the default provider', () => {
  const shared = globalThis as { AI_SDK_DEFAULT_PROVIDER?: unknown };
  afterEach(() => {
    delete shared.AI_SDK_DEFAULT_PROVIDER;
  });

  // The registry of this major has no videos.
  test('the default provider of ai 6 gives calls the models that they name', async () => {
    shared.AI_SDK_DEFAULT_PROVIDER = createQwen6(settings);
    await ai6.generateImage({ model: 'image:qwen-image-2.0', prompt });
    await ai6.experimental_generateVideo({ model: 'video:wan2.7-t2v', prompt });
    expect(models()).toEqual(['qwen-image-2.0', 'wan2.7-t2v']);
  });

  test('the default provider of ai 7 gives calls the models that they name', async () => {
    shared.AI_SDK_DEFAULT_PROVIDER = createQwen7(settings);
    await ai7.generateImage({ model: 'image:qwen-image-2.0', prompt });
    await ai7.experimental_generateVideo({ model: 'video:wan2.7-t2v', prompt });
    expect(models()).toEqual(['qwen-image-2.0', 'wan2.7-t2v']);
  });
});
