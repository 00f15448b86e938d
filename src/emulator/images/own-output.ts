import type { ImageModel } from '../catalogue/image-model.js';
import { timeOf } from '../util/beijing-time.js';
import type { JsonObject } from '../util/objects.js';

/** Fields that the recorded answers of models with an input of their own have beside the results. */
export function ownOutput({ id }: ImageModel, input: JsonObject, now: number, titled: () => string[]): object {
  if (id === 'wanx-style-repaint-v1') {
    const start = timeOf(now).slice(0, 'YYYY-MM-DD hh:mm:ss'.length);
    return { error_message: 'Success', error_code: 0, start_time: start, style_index: input.style_index };
  }
  const { title, sub_title: subTitle } = input;
  if (id !== 'wanx-background-generation-v2' || (title === undefined && subTitle === undefined)) return {};
  const urls = titled();
  const layer = { type: 'text', sub_type: 'Title', content: title ?? subTitle, idx: 0, top: 25, left: 319, opacity: 1 };
  return {
    text_results: {
      urls: urls.map((url) => ({ url })),
      params: urls.map((_url, index) => ({ sample_idx: index, layers: [layer] })),
    },
  };
}
