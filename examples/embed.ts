import { cosineSimilarity, embed, embedMany } from 'ai';
import { qwen } from './service.js';

const sentences = [
  'The baker kneads bread dough until it is smooth.',
  'Warm water and yeast make the dough rise.',
  'A sourdough starter makes bread rise without yeast.',
  'Fresh pasta needs only flour and eggs.',
  'The sailor mends a torn sail on deck.',
  'Wind from the north fills the sails of the boat.',
  'A lighthouse warns ships of the rocks.',
  'The tide turns twice a day.',
  'Jupiter is the largest planet of the solar system.',
  'Saturn has rings of ice and rock.',
  'A telescope gathers the light of distant stars.',
  'The moon moves the oceans.',
  'The pianist plays a slow waltz.',
  'Violins and cellos have four strings.',
  'A metronome keeps the beat for the musician.',
  'The choir sings without instruments.',
  'Tomato seedlings need light and warm soil.',
  'Bees carry pollen from flower to flower.',
  'Compost turns kitchen scraps into soil.',
  'Prune apple trees at the end of winter.',
];
const question = 'How does the baker make bread dough rise?';

const model = qwen.textEmbeddingModel('text-embedding-v4', { dimensions: 512 });
const { embeddings, usage } = await embedMany({ model, values: sentences });
const { embedding } = await embed({ model, value: question });

const ranked = sentences
  .map((sentence, index) => ({ sentence, score: cosineSimilarity(embedding, embeddings[index]!) }))
  .sort((one, other) => other.score - one.score);

console.log(`${question} (${sentences.length} sentences, ${usage.tokens} tokens)`);
for (const [index, { sentence, score }] of ranked.slice(0, 5).entries()) {
  console.log(`${index + 1}.  ${score.toFixed(3)}  ${sentence}`);
}
