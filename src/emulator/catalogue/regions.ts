/** A region of Model Studio. */
export type Region = 'beijing' | 'singapore' | 'virginia' | 'hong-kong' | 'frankfurt' | 'tokyo';

/** Hosts of each region. */
const hosts: ReadonlyArray<[RegExp, Region]> = [
  [/^(?:batch\.)?dashscope\.aliyuncs\.com$|\.cn-beijing\.maas\.aliyuncs\.com$/, 'beijing'],
  [/^dashscope-intl\.aliyuncs\.com$|\.ap-southeast-1\.maas\.aliyuncs\.com$/, 'singapore'],
  [/^dashscope-us\.aliyuncs\.com$|\.us-east-1\.maas\.aliyuncs\.com$/, 'virginia'],
  [/^cn-hongkong\.dashscope\.aliyuncs\.com$|\.cn-hongkong\.maas\.aliyuncs\.com$/, 'hong-kong'],
  [/\.eu-central-1\.maas\.aliyuncs\.com$/, 'frankfurt'],
  [/\.ap-northeast-1\.maas\.aliyuncs\.com$/, 'tokyo'],
];

/** The region a host name belongs to; undefined for any other host, such as loopback. */
export function regionOf(host: string): Region | undefined {
  return hosts.find(([pattern]) => pattern.test(host))?.[1];
}

/** Every region. */
export const regions: readonly Region[] = hosts.map(([, region]) => region);
