import { cosineSimilarity } from 'ai7';
import { stripes } from './picture.js';
import { qwen } from './service-ai7.js';

const model = 'qwen3-vl-embedding';
const dimensions = 512;
const folder = 'https://dashscope.oss-cn-beijing.aliyuncs.com/images';

// Pictures and texts get vectors of the same space. A URL is passed on; bytes are sent in the request.
const contents = [
  { image: `${folder}/dog_and_girl.jpeg` },
  { image: `${folder}/tiger.png` },
  { image: `${folder}/rabbit.png` },
  { image: stripes(96, 64, [[221, 0, 0]]) },
  { text: 'The ferry to the island leaves at nine.' },
];
const { embeddings, usage } = await qwen.embedContents({ model, dimensions, contents });

const question = 'A girl plays with her dog';
const asked = await qwen.embedContents({ model, dimensions, contents: [{ text: question }] });

const ranked = contents
  .map(({ text, image }, index) => ({
    content: text ?? (typeof image === 'string' ? image : 'a red picture'),
    score: cosineSimilarity(asked.embeddings[0]!, embeddings[index]!),
  }))
  .sort((one, other) => other.score - one.score);

console.log(`${question} (${contents.length} contents, ${usage.tokens} tokens)`);
for (const { content, score } of ranked) console.log(`${score.toFixed(3).padStart(6)}  ${content}`);
