import { hasKey } from './service.js';

const stops = [
  { title: 'Text', file: 'chat.ts', asks: 'Why is the sky blue?', run: () => import('./chat.js') },
  {
    title: 'A stream',
    file: 'stream.ts',
    asks: 'Tell a story of three sentences about a lighthouse.',
    run: () => import('./stream.js'),
  },
  {
    title: 'Thinking',
    file: 'thinking.ts',
    asks: 'A bat and a ball cost 1.10 together. The bat costs 1 more than the ball. What does the ball cost?',
    run: () => import('./thinking.js'),
  },
  {
    title: 'A tool loop',
    file: 'tools.ts',
    asks: 'What is the weather in Hangzhou, and what time is it there?',
    run: () => import('./tools.js'),
  },
  {
    title: 'A typed object',
    file: 'object.ts',
    asks: 'Read the booking: a table in Hangzhou for 4 people on Friday evening.',
    run: () => import('./object.js'),
  },
  {
    title: 'An object that grows',
    file: 'stream-object.ts',
    asks: 'A recipe for "Dan Dan Noodles" that takes 20 minutes.',
    run: () => import('./stream-object.js'),
  },
  {
    title: 'Pictures',
    file: 'vision.ts',
    asks: 'Which flag is the first picture, and what is in the second one?',
    run: () => import('./vision.js'),
  },
  {
    title: 'A search by embeddings',
    file: 'embed.ts',
    asks: 'How does the baker make bread dough rise?',
    run: () => import('./embed.js'),
  },
  {
    title: 'Models by strings',
    file: 'registry.ts',
    asks: 'Say hello in three languages.',
    run: () => import('./registry.js'),
  },
  {
    title: 'The native protocol: text',
    file: 'dashscope-text.ts',
    asks: 'Who are you?',
    run: () => import('./dashscope-text.js'),
  },
  {
    title: 'The native protocol: streams of both of its services',
    file: 'dashscope-stream.ts',
    asks: 'Who are you?',
    run: () => import('./dashscope-stream.js'),
  },
  {
    title: 'The native protocol: pictures',
    file: 'dashscope-image.ts',
    asks: 'What are these?',
    run: () => import('./dashscope-image.js'),
  },
  {
    title: 'The native protocol: a video, as frames and as a file',
    file: 'dashscope-video.ts',
    asks: 'Describe the specific process in this video',
    run: () => import('./dashscope-video.js'),
  },
  {
    title: 'The native protocol: tools',
    file: 'dashscope-tools.ts',
    asks: 'How is the weather in Hangzhou?',
    run: () => import('./dashscope-tools.js'),
  },
  {
    title: 'The native protocol: calls side by side',
    file: 'dashscope-concurrent.ts',
    asks: 'What can you do?',
    run: () => import('./dashscope-concurrent.js'),
  },
  {
    title: 'The native protocol: a web search with its sources',
    file: 'dashscope-search.ts',
    asks: 'What is the weather in Hangzhou tomorrow?',
    run: () => import('./dashscope-search.js'),
  },
  {
    title: 'The native protocol: embeddings of a query and of documents',
    file: 'dashscope-embed.ts',
    asks: 'When does the ferry leave?',
    run: () => import('./dashscope-embed.js'),
  },
  {
    title: 'AI SDK 7: a stream with a tool, and a ranking',
    file: 'ai7.ts',
    asks: 'How long does the ferry take?',
    run: () => import('./ai7.js'),
  },
  {
    title: 'An application of the console, with a session',
    file: 'application.ts',
    asks: 'Which boats stay outside the harbour?',
    run: () => import('./application.js'),
  },
  {
    title: 'Images',
    file: 'image.ts',
    asks: 'A red lighthouse in a storm, as a woodcut',
    run: () => import('./image.js'),
  },
  {
    title: 'An image that is edited',
    file: 'image-edit.ts',
    asks: 'Paint the red stripe blue, and keep the others',
    run: () => import('./image-edit.js'),
  },
  {
    title: 'A video: progress, and a restart while it is made',
    file: 'video.ts',
    asks: 'A lighthouse in a storm, seen from a boat',
    run: () => import('./video.js'),
  },
  {
    title: 'Speech: a sentence, and a story while it is written',
    file: 'speak.ts',
    asks: 'The tide comes in at noon.',
    run: () => import('./speak.js'),
  },
  {
    title: 'Speech: a long text, cut at sentences and joined',
    file: 'speak-long.ts',
    asks: 'The lighthouse turns, and the sea is calm.',
    run: () => import('./speak-long.js'),
  },
  {
    title: 'Transcription: sentences and words with their times',
    file: 'transcribe.ts',
    asks: 'The ferry leaves at nine. Please have your tickets ready!',
    run: () => import('./transcribe.js'),
  },
  {
    title: 'Subtitles, by a task',
    file: 'subtitles.ts',
    asks: 'Welcome aboard. The crossing takes forty minutes. 欢迎登船。祝您旅途愉快！',
    run: () => import('./subtitles.js'),
  },
  {
    title: 'A batch: ten thousand reviews become objects',
    file: 'classify-reviews.ts',
    asks: 'Judge the review.',
    run: () => import('./classify-reviews.js'),
  },
  {
    title: 'A search among pictures and texts',
    file: 'multimodal-search.ts',
    asks: 'A girl plays with her dog',
    run: () => import('./multimodal-search.js'),
  },
  {
    title: 'A research agent: search, read, compute, cite',
    file: 'research.ts',
    asks: 'By how much did the number of inhabitants of Northpoint grow since 2020?',
    run: () => import('./research.js'),
  },
  {
    title: 'An error: the name of the model is misspelt',
    file: 'errors.ts',
    asks: 'Hello',
    run: () => import('./errors.js'),
  },
];

const place = hasKey
  ? 'Alibaba Cloud Model Studio: there is a key in the environment, and the calls cost money.'
  : 'the emulator: nothing leaves this machine, and no model thinks. Set DASHSCOPE_API_KEY to talk to Qwen.';
console.log(`A tour of ai-sdk-qwen. It speaks to ${place}`);

for (const [index, { title, file, asks, run }] of stops.entries()) {
  console.log(`\n${index + 1}. ${title} (examples/${file})\n   Asked: ${asks}\n`);
  try {
    await run();
  } catch (error) {
    console.error(error instanceof Error ? `${error.name}: ${error.message}` : error);
    process.exitCode = 1;
  }
}
