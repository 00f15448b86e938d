/** The manners of a host: the shared host leaves empty keys out, the host of a workspace sends them as null. */
export type HostManner = 'shared' | 'workspace';

/** The manner of a host name, such as `ws-1.cn-beijing.maas.aliyuncs.com`. */
export function mannerOf(hostname: string): HostManner {
  return hostname.endsWith('.maas.aliyuncs.com') ? 'workspace' : 'shared';
}

const emptyKeys =
  'error incomplete_details instructions conversation max_output_tokens max_tool_calls previous_response_id prompt ' +
  'prompt_cache_key prompt_cache_retention reasoning safety_identifier text truncation user moderation billing';

/** An answer without values for OpenAI's keys; the keys that have one are laid over it. */
export function emptyKeysOf(host: HostManner): Record<string, unknown> {
  return host === 'shared' ? {} : Object.fromEntries(emptyKeys.split(' ').map((key) => [key, null]));
}
