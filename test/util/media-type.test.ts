import { expect, test } from 'vitest';
import { extensionOf } from '../../src/util/media-type.js';

test.each([
  ['application/pdf', '.pdf'],
  ['text/plain; charset=utf-8', '.txt'],
  [' IMAGE/JPEG ', '.jpg'],
  ['audio/x-aiff', '.aiff'],
  ['video/3gpp2', '.3gpp2'],
  ['application/vnd.ms-excel', '.xls'],
])('files of the type %j end in %s', (type, extension) => {
  expect(extensionOf(type)).toBe(extension);
});

test.each([undefined, '', 'image', 'image/*', 'image/svg+xml', 'application/octet-stream', 'constructor', 'toString'])(
  'no extension is known for files of the type %j',
  (type) => {
    expect(extensionOf(type)).toBe('');
  },
);
