import type { Exchange } from '../server/exchange.js';
import { findModel } from '../catalogue/models.js';
import { refuse } from '../rules/api-error.js';
import { JSON_TYPE, respondText } from '../server/response.js';
import { POLICY_SECONDS } from '../stores/temporary-files.js';

/** Most megabytes of a temporary file (recorded Jul 2025). */
const MOST_MEGABYTES = 1_024;

/** Answers GET /uploads: leave to put a file into the temporary store, which is the emulator itself. */
export function respondPolicy(exchange: Exchange): Response {
  const { url, id, now, region, store } = exchange;
  const { searchParams } = url;
  if (searchParams.get('action') !== 'getPolicy') refuse('policy-action');
  const model = searchParams.get('model') ?? '';
  if (model === '') refuse('policy-model');
  if (findModel(model, region) === undefined) refuse('model-unknown', { model });
  exchange.failAsScripted();
  const policy = store.grant(model, id, now, MOST_MEGABYTES * 1024 * 1024);
  const body = {
    data: {
      policy: policy.text,
      signature: policy.signature,
      upload_dir: policy.folder,
      upload_host: `${url.origin}/oss`,
      expire_in_seconds: POLICY_SECONDS,
      max_file_size_mb: MOST_MEGABYTES,
      capacity_limit_mb: 999_999_999,
      oss_access_key_id: 'emulator-access-key',
      x_oss_object_acl: 'private',
      x_oss_forbid_overwrite: 'true',
    },
    request_id: id,
  };
  return respondText(exchange, 200, JSON_TYPE, JSON.stringify(body));
}
