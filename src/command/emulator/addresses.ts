type Shell = 'sh' | 'powershell';

/** The addresses of a listening emulator, with the lines to paste for its clients. */
export function describeAddresses(url: string, shell: Shell): string {
  const base = url.replace(/\/\/(?:0\.0\.0\.0|\[::\])(?=:)/, '//localhost');
  const compatible = `${base}/compatible-mode/v1`;
  const native = `${base}/api/v1`;
  const set = (values: Record<string, string>) =>
    Object.entries(values)
      .map(([name, value]) => (shell === 'sh' ? `  export ${name}=${value}` : `  $env:${name} = "${value}"`))
      .join('\n');
  return `The DashScope emulator of ai-sdk-qwen listens.
It is not a model; any key that starts with sk- will do.

  inspector, for a browser    ${base}/
  OpenAI-compatible base URL  ${compatible}
  native base URL             ${native}

AI SDK (ai-sdk-qwen), and DashScope's Python SDK:
${set({
  DASHSCOPE_API_KEY: 'sk-emulator',
  DASHSCOPE_COMPATIBLE_BASE_URL: compatible,
  DASHSCOPE_HTTP_BASE_URL: native,
})}

openai, for JavaScript and Python:
${set({ OPENAI_API_KEY: 'sk-emulator', OPENAI_BASE_URL: compatible })}

curl:
  ${curlOf(compatible, shell)}

Ctrl-C stops it.`;
}

function curlOf(compatible: string, shell: Shell): string {
  const body = '{"model":"qwen-plus","messages":[{"role":"user","content":"Hello"}]}';
  const [program, quoted] = shell === 'sh' ? ['curl', body] : ['curl.exe', body.replaceAll('"', '\\"')];
  const words = ["-H 'authorization: Bearer sk-emulator'", "-H 'content-type: application/json'", `-d '${quoted}'`];
  return [`${program} ${compatible}/chat/completions`, ...words].join(shell === 'sh' ? ' \\\n    ' : ' ');
}
