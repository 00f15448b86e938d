import type { ModelRow } from '../../catalogue/row.js';
import { connectionOf } from '../../connection/connection.js';
import { createSharedWork } from '../../util/shared-work.js';
import { uploadTemporary } from '../../files/temporary-store.js';
import { createFiles, type QwenFiles } from '../../files/files.js';
import { createMediaResolver, type MediaResolver } from './media-resolver.js';
import type { QwenProviderSettings } from '../../connection/settings.js';

/** All that a provider uploads: for its users, and for the prompts of its models. */
export interface Uploads {
  files: QwenFiles;
  resolveMedia: MediaResolver;
}

/** What uploads need of a provider's service. */
export interface UploadService {
  settings: QwenProviderSettings;
  compatibleURL(path: string): string;
  nativeURL(path: string): string;
  row(modelId: string): ModelRow;
}

// Files live for 48 hours in the temporary store (its page); one hour is left for the calls that use them.
const temporaryLifetime = 47 * 60 * 60 * 1000;

/** Makes the uploads of a provider. The same content is uploaded once for all of its models. */
export function createUploads(service: UploadService): Uploads {
  const { compatibleURL, nativeURL, row } = service;
  const connection = connectionOf(service);
  const documents = createSharedWork<string>();
  const files = createFiles({
    connection,
    url: () => compatibleURL('/files'),
    onDelete: (id) => documents.forget(id),
  });
  const resolveMedia = createMediaResolver({
    row,
    files,
    documents,
    temporary: createSharedWork<string>(temporaryLifetime),
    uploadTemporary: async (file, context) => uploadTemporary(connection, nativeURL(''), file, context),
  });
  return { files, resolveMedia };
}
