import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import { findModel, foreignModel } from '../catalogue/models.js';
import type { ModelRow } from '../catalogue/row.js';
import { resolveEndpoints, type Endpoints, type QwenProviderSettings } from './settings.js';

/** What the models of one provider have in common. All of it is asked at a call, none of it before. */
export interface Service {
  /** What its connection is made of. */
  settings: QwenProviderSettings;
  /** URL of a path of the compatible protocol. Throws if the server is known to speak the native one only. */
  compatibleURL(path: string): string;
  /** URL of a path of the native protocol, which an option may need. Throws if the server doesn't speak it. */
  nativeURL(path: string, option?: string): string;
  /** URL of the flat reranking endpoint. */
  rerankURL(): string;
  /** What a model takes. */
  row(modelId: string): ModelRow;
  /** Whether Model Studio answers, so that its rules hold. */
  dashscope(): boolean;
}

/** Makes what a provider's models share. Nothing is read from the environment before the first call. */
export function createService(settings: QwenProviderSettings): Service {
  let resolved: Endpoints | undefined;
  const endpoints = () => (resolved ??= resolveEndpoints(settings));
  return {
    settings,
    compatibleURL: (path) => `${existing(endpoints().compatible, 'compatible')}${path}`,
    nativeURL: (path, option) => `${existing(endpoints().native, 'native', option)}${path}`,
    // On Model Studio it has a path of its own (text rerank page); other servers have it beside their other paths.
    rerankURL: () =>
      `${existing(endpoints().compatible, 'compatible')}/rerank`.replace(
        /\/compatible-mode\/v1\/rerank$/,
        '/compatible-api/v1/reranks',
      ),
    row: (modelId) => (endpoints().dashscope ? findModel(modelId) : foreignModel),
    dashscope: () => endpoints().dashscope,
  };
}

const protocols = { compatible: 'OpenAI-compatible', native: 'native DashScope' };

function existing(url: string | undefined, protocol: keyof typeof protocols, option?: string): string {
  if (url !== undefined) return url;
  const need = option === undefined ? '' : `${option} needs the ${protocols[protocol]} protocol. `;
  throw new UnsupportedFunctionalityError({
    functionality: `the ${protocols[protocol]} protocol`,
    message:
      `${need}baseURL names a server that isn't known to speak the ${protocols[protocol]} protocol. ` +
      `Pass its URL as baseURL.${protocol} if it does.`,
  });
}
