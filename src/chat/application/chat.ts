import { InvalidArgumentError } from '@ai-sdk/provider';
import type { Connection } from '../../connection/connection.js';
import { sharedHosts, workspaceZones } from '../../connection/endpoints.js';
import type { QwenRegion } from '../../connection/settings.js';
import type { Warning } from '../../options/warning.js';
import { checkEnd } from '../answer/answer.js';
import { createChat } from '../chat.js';
import { withModelOptions, type LoadedChat } from '../model.js';
import type { PartOptions } from '../checked-options.js';
import type { ChatCall } from '../prompt/request.js';
import { traitsOf } from '../prompt/traits.js';
import { createToolCallId } from '../tool-call-id.js';
import { decodeChunk } from './decode.js';
import { encodeApplication } from './encode.js';
import type { QwenApplicationOptions } from './options.js';

/** An application of Model Studio as a chat. */
export function applicationChat(connection: Connection, appId: string, options: QwenApplicationOptions): LoadedChat {
  const chat = createChat({
    connection,
    createId: createToolCallId,
    prepare(call) {
      checkAppId(appId);
      const request = { model: appId, traits: traitsOf(call.prompt), responseFormat: 'none' as const, ...call };
      return { request, warnings: unsupported(call), chunkMode: 'delta' };
    },
    protocol: {
      encode(request) {
        const { url, headers } = placeOf(connection.dashscopeURL(`/apps/${appId}/completion`, 'qwen.application'));
        const { body, warnings } = encodeApplication(request);
        return { url, body, headers: { ...headers, ...(request.stream && { 'x-dashscope-sse': 'enable' }) }, warnings };
      },
      decode: decodeChunk,
      checkEnd,
    },
  });
  return withModelOptions('application', options, connection, chat);
}

/** The id becomes part of a path. */
function checkAppId(appId: unknown): void {
  if (typeof appId === 'string' && /^[\w-]+$/.test(appId)) return;
  const given = JSON.stringify(appId)?.slice(0, 100) ?? 'missing';
  throw new InvalidArgumentError({
    argument: 'appId',
    message: `appId is ${given}; expected the id of an application: letters, digits, underscores and hyphens.`,
  });
}

/**
 * The address of an application. The documentation has them at the region's shared host, with the workspace in a
 * header; the hosts of workspaces are for models.
 */
function placeOf(url: string): { url: string; headers: Record<string, string> } {
  const [, workspace, zone, path] = /^https:\/\/([\w-]+)\.([\w-]+)\.maas\.aliyuncs\.com(\/.*)$/.exec(url) ?? [];
  const region = (Object.keys(workspaceZones) as QwenRegion[]).find((name) => workspaceZones[name] === zone);
  const host = region && sharedHosts[region];
  if (workspace === undefined || host === undefined) return { url, headers: {} };
  return { url: `https://${host}${path}`, headers: { 'x-dashscope-workspace': workspace } };
}

const meaningless = {
  maxTokens: 'maxOutputTokens',
  stop: 'stopSequences',
  presencePenalty: 'presencePenalty',
  frequencyPenalty: 'frequencyPenalty',
} satisfies { [Field in keyof ChatCall]?: string };

/** A warning for each setting that applications lack. */
function unsupported(call: ChatCall): Warning[] {
  const warn = (setting: string, details: string): Warning => ({ type: 'unsupported-setting', setting, details });
  const warnings = Object.entries(meaningless).flatMap(([field, setting]) =>
    call[field as keyof typeof meaningless] === undefined
      ? []
      : [warn(setting, 'Applications have no such parameter; set it up in the console.')],
  );
  if (call.tools.length + (call.builtInTools ?? []).length > 0)
    warnings.push(warn('tools', 'An application has only the tools that the console gave it.'));
  if (call.output.kind === 'json') {
    warnings.push(warn('responseFormat', 'An application cannot be asked for JSON; ask for it in the prompt.'));
  }
  const places = call.prompt.flatMap((message) => [message, ...(message.role === 'user' ? message.parts : [])]);
  const names = places.flatMap(({ options }) => {
    const { extra, ...known }: PartOptions = options ?? {};
    return Object.keys({ ...known, ...extra });
  });
  return [...warnings, ...[...new Set(names)].map((name) => warn(name, 'An application gets no options of messages.'))];
}
