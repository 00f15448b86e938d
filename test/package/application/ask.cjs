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

    // Each of these is loaded by its first call.
    const native = qwen.dashscope('qwen-plus', { enableThinking: false });
    const other = await ai.generateText({ model: native, prompt });
    if (other.text !== text) throw new Error(`generateText over the native protocol gave: ${other.text}`);
    const wrong = ai.generateText({ model: qwen('qwen-plus', { topK: 'x' }), prompt });
    const refusal = await wrong.then(() => 'an answer', String);
    if (!refusal.includes('options.topK is "x"')) throw new Error(`A wrong option gave ${refusal}`);

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
