type Shell = 'sh' | 'powershell';

/** Where answers come from, and which key clients need for them. */
export interface Source {
  /** A sentence, or two. */
  text: string;
  /** Undefined: the caller's own, which is in its environment. */
  key: string | undefined;
}

export const ownAnswers: Source = {
  text: 'It is not a model; any key that starts with sk- will do.',
  key: 'sk-emulator',
};

/** The addresses of a listening emulator, with the lines to paste for its clients. */
export function describeAddresses(url: string, shell: Shell, { text, key }: Source = ownAnswers): string {
  const base = url.replace(/\/\/(?:0\.0\.0\.0|\[::\])(?=:)/, '//localhost');
  const compatible = `${base}/compatible-mode/v1`;
  const native = `${base}/api/v1`;
  const set = (values: Record<string, string>) =>
    Object.entries(values)
      .map(([name, value]) => (shell === 'sh' ? `  export ${name}=${value}` : `  $env:${name} = "${value}"`))
      .join('\n');
  return `The DashScope emulator of ai-sdk-qwen listens.
${text}

  inspector, for a browser    ${base}/
  OpenAI-compatible base URL  ${compatible}
  native base URL             ${native}

AI SDK (ai-sdk-qwen), and DashScope's Python SDK:
${set({
  ...(key && { DASHSCOPE_API_KEY: key }),
  DASHSCOPE_COMPATIBLE_BASE_URL: compatible,
  DASHSCOPE_HTTP_BASE_URL: native,
})}

openai, for JavaScript and Python:
${set({ ...(key && { OPENAI_API_KEY: key }), OPENAI_BASE_URL: compatible })}

curl:
  ${curlOf(compatible, shell, key)}

Ctrl-C stops it.`;
}

function curlOf(compatible: string, shell: Shell, key: string | undefined): string {
  const body = '{"model":"qwen-plus","messages":[{"role":"user","content":"Hello"}]}';
  const [program, quoted] = shell === 'sh' ? ['curl', body] : ['curl.exe', body.replaceAll('"', '\\"')];
  const own =
    shell === 'sh' ? '"authorization: Bearer $DASHSCOPE_API_KEY"' : '"authorization: Bearer $env:DASHSCOPE_API_KEY"';
  const words = [
    `-H ${key === undefined ? own : `'authorization: Bearer ${key}'`}`,
    "-H 'content-type: application/json'",
    `-d '${quoted}'`,
  ];
  return [`${program} ${compatible}/chat/completions`, ...words].join(shell === 'sh' ? ' \\\n    ' : ' ');
}
