/** Media types whose usual file extension is not their subtype. */
const extensions: Record<string, string> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/epub+zip': 'epub',
  'application/x-mobipocket-ebook': 'mobi',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'image/jpeg': 'jpg',
  'audio/mpeg': 'mp3',
  'video/quicktime': 'mov',
};

/** The file extension of a media type, with its dot; empty if unknown. The service judges files by their extension. */
export function extensionOf(mediaType: string | undefined): string {
  const type = mediaType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (Object.hasOwn(extensions, type)) return `.${extensions[type]}`;
  const subtype = type.split('/')[1]?.replace(/^x-/, '') ?? '';
  return /^[a-z0-9]{2,5}$/.test(subtype) ? `.${subtype}` : '';
}
