import { readPicture } from '../../../../lib/pictures';
import { visitor } from '../../../../lib/visitor';

/** A picture that a model drew. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const picture = await readPicture((await params).id, await visitor());
  if (picture === undefined) return new Response('There is no such picture.', { status: 404 });
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'content-type': picture.mediaType,
      'cache-control': 'private, max-age=31536000, immutable',
      // Opened in a tab, it must not run anything.
      'content-security-policy': "default-src 'none'; sandbox",
    },
  });
}
