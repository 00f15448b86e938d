import { Download } from 'lucide-react';

/** A picture of the conversation. One that a model drew can be saved. */
export function Picture({ url, alt }: { url: string; alt: string }) {
  // A data URL, or a picture of this app: an image service has nothing to optimise.
  const image = <img className="picture" src={url} alt={alt} />;
  if (url.startsWith('data:')) return image;
  return (
    <figure className="drawn">
      {image}
      <a className="icon" href={url} download="picture.png" aria-label="Save picture" title="Save picture">
        <Download aria-hidden="true" />
      </a>
    </figure>
  );
}
