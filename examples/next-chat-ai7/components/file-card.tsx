import { FileText } from 'lucide-react';
import type { FileUIPart } from 'ai';
import { isOwnPicture } from '../lib/safe-url';
import { Picture } from './picture';

/** A picture, or the name of a document. */
export function FileCard({ file }: { file: FileUIPart }) {
  const { url, mediaType, filename } = file;
  if (mediaType.startsWith('image/') && isOwnPicture(url)) {
    return <Picture url={url} alt={filename ?? 'Drawn picture'} />;
  }
  return (
    <p className="document">
      <FileText aria-hidden="true" /> {filename ?? 'Document'}
    </p>
  );
}
