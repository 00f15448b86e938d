import type { RequestContext } from '../server/context.js';
import { findModel } from '../catalogue/models.js';
import { refuse } from '../rules/api-error.js';
import { jsonType, respondText } from '../server/response.js';
import { policySeconds } from '../stores/temporary-files.js';

/** Maximum megabytes of a temporary file (recorded Jul 2025). */
const maxMegabytes = 1_024;

/** Answers GET /uploads with a policy for the temporary store, which the emulator itself serves. */
export function respondPolicy(context: RequestContext): Response {
  const { url, id, now, region, store } = context;
  const { searchParams } = url;
  if (searchParams.get('action') !== 'getPolicy') refuse('policy-action');
  const model = searchParams.get('model') ?? '';
  if (model === '') refuse('policy-model');
  if (findModel(model, region) === undefined) refuse('model-unknown', { model });
  context.failAsScripted();
  const policy = store.grant(model, id, now, maxMegabytes * 1024 * 1024);
  const body = {
    data: {
      policy: policy.text,
      signature: policy.signature,
      upload_dir: policy.folder,
      upload_host: `${url.origin}/oss`,
      expire_in_seconds: policySeconds,
      max_file_size_mb: maxMegabytes,
      capacity_limit_mb: 999_999_999,
      oss_access_key_id: 'emulator-access-key',
      x_oss_object_acl: 'private',
      x_oss_forbid_overwrite: 'true',
    },
    request_id: id,
  };
  return respondText(context, 200, jsonType, JSON.stringify(body));
}
