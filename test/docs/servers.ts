/** Servers that blocks of the documentation call besides Model Studio; undefined for an address that is not theirs. */
export async function answerAsOther(request: Request): Promise<Response | undefined> {
  const { hostname } = new URL(request.url);
  if (hostname === 'localhost') return answerAsLocalModel();
  if (hostname === 'mcp.example.com') return answerAsMcp(request);
  return undefined;
}

/** A server that leaves the thinking in the text. */
function answerAsLocalModel(): Response {
  const message = { role: 'assistant', content: '<think>Light scatters.</think>Because of the air.' };
  return Response.json({ choices: [{ index: 0, message, finish_reason: 'stop' }] });
}

/** An MCP server with one tool. */
async function answerAsMcp(request: Request): Promise<Response> {
  if (request.method !== 'POST') return new Response(null, { status: 405 });
  const { id, method, params } = (await request.clone().json()) as {
    id?: number;
    method: string;
    params?: { protocolVersion?: string };
  };
  if (id === undefined) return new Response(null, { status: 202 });
  const inputSchema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
  const results: Record<string, unknown> = {
    initialize: {
      protocolVersion: params?.protocolVersion ?? '2025-06-18',
      capabilities: { tools: {} },
      serverInfo: { name: 'weather', version: '1.0.0' },
    },
    'tools/list': { tools: [{ name: 'weather', description: 'The weather in a city', inputSchema }] },
    'tools/call': { content: [{ type: 'text', text: 'It is cloudy.' }] },
  };
  const result = results[method];
  if (result === undefined) {
    return Response.json({ jsonrpc: '2.0', id, error: { code: -32601, message: `There is no method ${method}.` } });
  }
  return Response.json({ jsonrpc: '2.0', id, result });
}
