import type { Connection } from '../../connection/connection.js';
import { createFiles, type QwenFiles } from '../../files/files.js';
import { uploadTemporary } from '../../files/temporary-store.js';
import { createSharedWork } from '../../util/shared-work.js';
import { createMediaResolver, type MediaResolver } from './media-resolver.js';

/** The uploads of a provider: for its users, and for the prompts of its models. */
export interface Uploads {
  files: QwenFiles;
  resolveMedia: MediaResolver;
}

// Files live for 48 hours in the temporary store (its page); one hour is left for the calls that use them.
const temporaryLifetime = 47 * 60 * 60 * 1000;

/** Makes the uploads of a provider. The same content is uploaded once for all of its models. */
export function createUploads(connection: Connection): Uploads {
  const { compatibleURL, dashscopeURL, capabilities } = connection;
  const documents = createSharedWork<string>();
  const files = createFiles({
    connection,
    url: () => compatibleURL('/files'),
    onDelete: (id) => documents.forget(id),
  });
  const resolveMedia = createMediaResolver({
    capabilities,
    files,
    documents,
    temporary: createSharedWork<string>(temporaryLifetime),
    uploadTemporary: async (file, context) => uploadTemporary(connection, dashscopeURL(''), file, context),
  });
  return { files, resolveMedia };
}
