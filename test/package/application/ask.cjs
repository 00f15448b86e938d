/** Asks the package's own emulator over HTTP, with whichever AI SDK and entry the application has. */
module.exports = async function ask(ai, { createQwen }, { createEmulator }) {
  const emulator = createEmulator();
  const { url } = await emulator.listen();
  try {
    const qwen = createQwen({ apiKey: 'sk-check', baseURL: `${url}/compatible-mode/v1` });
    const model = qwen('qwen-plus');
    const prompt = 'Are you there?';

    const { text } = await ai.generateText({ model, prompt });
    if (!text.endsWith(`You said: ${prompt}`)) throw new Error(`generateText gave: ${text}`);

    let streamed = '';
    for await (const part of ai.streamText({ model, prompt }).textStream) streamed += part;
    if (streamed !== text) throw new Error(`streamText gave: ${streamed}`);

    const values = ['a cat', 'a dog', 'the sea'];
    const { embeddings } = await ai.embedMany({
      model: qwen.textEmbeddingModel('text-embedding-v4'),
      values,
    });
    const lengths = embeddings.map((embedding) => embedding.length).join();
    if (lengths !== '1024,1024,1024') throw new Error(`embedMany gave vectors of the lengths ${lengths}`);
  } finally {
    await emulator.close();
  }
  console.log('answered');
};
