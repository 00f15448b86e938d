import { audio, image, rowsOf } from './refusal.js';
import { film, item, VIDEO, withMedia } from './video-request.js';

/** Files that the service cannot read, refused in a task that fails. Its words: public tests and issues of 2026. */
export const videoURLs = rowsOf('video', [
  {
    rule: 'video-download',
    model: 'wan2.7-i2v',
    planner: {
      call: { inputReferences: [{ type: 'file', mediaType: 'video/mp4', data: Uint8Array.of(1) }] },
      says: ['first_clip', 'bytes', "an http(s) or oss:// URL, or bytes with upload: 'auto'"],
    },
    service: {
      path: VIDEO,
      body: withMedia('wan2.7-i2v', item('first_clip', 'data:video/mp4;base64,AAAA')),
      message: 'Failed to download data:video/mp4;base64,AAAA',
    },
  },
  {
    rule: 'video-download',
    model: 'wan2.7-i2v',
    planner: {
      call: { image, inputReferences: [{ ...audio, url: 'data:audio/mp3;base64,AAAA', mediaType: 'audio/mpeg' }] },
      says: ['driving_audio', '"data:audio/mp3;base64,AAAA"', 'an http(s) or oss:// URL'],
    },
    service: {
      path: VIDEO,
      body: withMedia('wan2.7-i2v', item('first_frame'), item('driving_audio', 'data:audio/mp3;base64,AAAA')),
      message: 'Failed to download data:audio/mp3;base64,AAAA',
    },
  },
  {
    rule: 'video-download',
    model: 'wan2.5-i2v-preview',
    planner: {
      call: { image: { type: 'url', url: 'iVBORw0KGgo=' } },
      says: ['first_frame', '"iVBORw0KGgo="', 'an http(s), oss:// or data: URL'],
    },
    service: {
      path: VIDEO,
      body: film('wan2.5-i2v-preview', { img_url: 'iVBORw0KGgo=' }),
      message: 'Failed to download iVBORw0KGgo=',
    },
  },
  {
    rule: 'video-oss',
    model: 'wan2.7-i2v',
    planner: { unknown: 'it asks for oss:// URLs to be looked up whenever there is one' },
    service: {
      path: VIDEO,
      body: withMedia('wan2.7-i2v', item('first_frame', 'oss://a/b.png')),
      message: "No connection adapters were found for 'oss://a/b.png'",
    },
  },
]);
