import { cosineSimilarity, embed, embedMany } from 'ai';
import { qwen } from './service.js';

const documents = [
  'The ferry to the island leaves at nine.',
  'Tickets for the museum are sold at the door.',
  'Bicycles can be taken on board of the ferry for free.',
];

// Documents and queries are embedded differently.
const { embeddings } = await embedMany({
  model: qwen.dashscope.textEmbeddingModel('text-embedding-v4', { textType: 'document' }),
  values: documents,
});
const { embedding } = await embed({
  model: qwen.dashscope.textEmbeddingModel('text-embedding-v4', {
    textType: 'query',
    instruct: 'Given a question of a traveller, retrieve the notice that answers it',
  }),
  value: 'When does the ferry leave?',
});

for (const [index, document] of documents.entries()) {
  console.log(cosineSimilarity(embedding, embeddings[index]!).toFixed(3), document);
}
