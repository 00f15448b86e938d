import { failures, type NamedFailure } from '../../emulator/index.js';
import { multimodalPath, textPath } from './native-bodies.js';
import type { Probe, ProbeRequest } from './probe.js';
import { batchCases } from './refusals/batch.js';
import { type FileProbe, fileProbes } from './refusals/batch-lines.js';
import { capabilities } from './refusals/capability.js';
import type { Asked, RefusalCase } from './refusals/case.js';
import { conversations } from './refusals/conversation.js';
import type { EndpointCase } from './refusals/endpoint-case.js';
import { filesCases, uploadCases } from './refusals/files.js';
import { media } from './refusals/media.js';
import { multimodalEmbeddingCases } from './refusals/multimodal-embedding.js';
import { nativeCases } from './refusals/native.js';
import type { NativeCase } from './refusals/native-case.js';
import { parameters } from './refusals/parameters.js';
import { requests } from './refusals/request.js';
import { rerankingCases } from './refusals/reranking.js';
import { responsesBody, responsesCases } from './refusals/responses.js';
import { type SpeechCase, speechCases } from './refusals/speech.js';
import { isEmulatorsOwn } from './refusals/unasked.js';
import { taskCases } from './refusals/tasks.js';
import { transcriptionCases } from './refusals/transcription.js';
import { chat } from './bodies.js';

/** Cases by the kind of endpoint that they ask, which their ids name. */
const casesByKind: Readonly<Record<string, readonly EndpointCase[]>> = {
  reranking: rerankingCases,
  'multimodal-embedding': multimodalEmbeddingCases,
  files: filesCases,
  uploads: uploadCases,
  batch: batchCases,
  tasks: taskCases,
  transcription: transcriptionCases,
};

const rows = new Map<string, NamedFailure>(failures.map((row) => [row.name, row]));

/** A probe for each case of each rule that the service is believed to have. */
export function refusalProbes(): Probe[] {
  const compatible = [...requests, ...parameters, ...capabilities, ...conversations, ...media].map(fromCompatible);
  const all = [
    ...compatible,
    ...responsesCases.map(fromResponses),
    ...nativeCases.map(fromNative),
    ...speechCases.map(fromSpeech),
    ...fileProbes.map(fromFile),
    ...Object.entries(casesByKind).flatMap(([kind, cases]) => cases.map((one) => fromEndpoint(kind, one))),
  ];
  return numbered(all.filter(({ source }) => !isEmulatorsOwn(source)));
}

function fromCompatible({
  rule,
  status = 400,
  code = 'invalid_parameter_error',
  message,
  ...asked
}: RefusalCase): Probe {
  const request: ProbeRequest = {
    protocol: 'compatible',
    path: asked.path ?? '/chat/completions',
    body: cheap(asked.body ?? chat()),
    ...differencesOf(asked),
  };
  return probeOf(rule, request, { kind: 'refusal', status, code, message });
}

function fromNative({ rule, status = 400, code = 'InvalidParameter', message, body, ...asked }: NativeCase): Probe {
  const request: ProbeRequest = {
    protocol: 'dashscope',
    path: asked.path ?? pathOf(body),
    body,
    ...differencesOf(asked),
  };
  return probeOf(rule, request, { kind: 'refusal', status, code, message });
}

/** The Responses API speaks with the codes of the DashScope protocol, below the path of the other one. */
function fromResponses({ rule, status = 400, code = 'InvalidParameter', message, ...asked }: RefusalCase): Probe {
  const request: ProbeRequest = {
    protocol: 'compatible',
    path: asked.path ?? '/responses',
    // An answer of the fewest tokens, should the service not refuse.
    body: { max_output_tokens: 16, ...responsesBody(asked.body) },
    ...differencesOf(asked),
  };
  return probeOf(rule, request, { kind: 'refusal', status, code, message });
}

/** Speech models are asked in Beijing, which has all of them. */
function fromSpeech({ rule, code = 'InvalidParameter', message, path, body, base }: SpeechCase): Probe {
  const request: ProbeRequest = {
    protocol: 'dashscope',
    path,
    body,
    region: base === undefined ? 'beijing' : 'singapore',
  };
  return probeOf(rule, request, { kind: 'refusal', status: 400, code, message });
}

function fromEndpoint(kind: string, { rule, request, status = 400, code, message }: EndpointCase): Probe {
  return probeOf(rule, request, { kind: 'refusal', status, code, message }, kind);
}

function fromFile({ rule, request, expected, ...story }: FileProbe): Probe {
  return { ...probeOf(rule, request, expected, 'batch-file'), ...story };
}

function probeOf(
  rule: string,
  request: ProbeRequest,
  expected: Probe['expected'],
  kind: string = request.protocol,
): Probe {
  const { certainty, source } = rows.get(rule) as NamedFailure;
  return { id: `refusals/${kind}/${rule}`, group: 'refusals', request, expected, certainty, source };
}

function differencesOf({ method, key, headers, base, region }: Asked): Partial<ProbeRequest> {
  const inBeijing = base?.startsWith('https://dashscope.aliyuncs.com/') === true;
  return { method, key, headers, region: inBeijing ? 'beijing' : region };
}

/** The service of a native body: that of its first message's content. */
function pathOf(body: unknown): string {
  const { input } = body as { input?: { messages?: { content?: unknown }[] } };
  return Array.isArray(input?.messages?.[0]?.content) ? multimodalPath : textPath;
}

/** An answer of one token, should the service not refuse. */
function cheap(body: unknown): unknown {
  const { messages, max_tokens: maxTokens } = body as { messages?: unknown; max_tokens?: unknown };
  const isChat = typeof body === 'object' && Array.isArray(messages) && maxTokens === undefined;
  return isChat ? { ...(body as object), max_tokens: 1 } : body;
}

/** Gives the cases of one rule numbers. */
function numbered(probes: Probe[]): Probe[] {
  const counts = new Map<string, number>();
  return probes.map((probe) => {
    const number = (counts.get(probe.id) ?? 0) + 1;
    counts.set(probe.id, number);
    return { ...probe, id: `${probe.id}/${number}` };
  });
}
