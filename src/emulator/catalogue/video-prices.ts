// The list prices of Beijing and Singapore, in yuan: https://help.aliyun.com/zh/model-studio/model-pricing (October 2026).
// Left out are the models whose price depends on sound, and those that bill a part of the videos that are passed in.

/** Ids, and prices in Beijing and in Singapore. */
type Row = readonly [ids: string, beijing?: string, singapore?: string];

/** Prices of a second of a video, for each class of resolution, or for `all`. */
export const videoRows: readonly Row[] = [
  [
    'happyhorse-1.1-t2v happyhorse-1.1-i2v happyhorse-1.1-r2v',
    '480P 0.45, 720P 0.9, 1080P 1.2',
    '480P 0.524594, 720P 1.049188, 1080P 1.348956',
  ],
  [
    'happyhorse-1.0-t2v happyhorse-1.0-i2v happyhorse-1.0-r2v happyhorse-1.0-video-edit',
    '720P 0.9, 1080P 1.6',
    '720P 1.049188, 1080P 1.798608',
  ],
  ['wan3.0-video-prime', '480P 0.45, 720P 0.9, 1080P 1.8', '480P 0.495838, 720P 1.020844, 1080P 2.041687'],
  ['wan3.0-video', '480P 0.3, 720P 0.6, 1080P 1.2', '480P 0.37471, 720P 0.74942, 1080P 1.49884'],
  [
    'wan2.7-t2v wan2.7-i2v wan2.7-videoedit wan2.6-t2v wan2.6-i2v',
    '720P 0.6, 1080P 1',
    '720P 0.733924, 1080P 1.100886',
  ],
  [
    'wan2.5-t2v-preview wan2.5-i2v-preview',
    '480P 0.3, 720P 0.6, 1080P 1',
    '480P 0.366961, 720P 0.733923, 1080P 1.100885',
  ],
  ['wan2.2-t2v-plus wan2.2-i2v-plus', '480P 0.14, 1080P 0.7', '480P 0.146785, 1080P 0.733924'],
  ['wan2.2-i2v-flash', '480P 0.1, 720P 0.2, 1080P 0.48', '480P 0.110089, 720P 0.264213'],
  ['wan2.2-kf2v-flash', '480P 0.1, 720P 0.2, 1080P 0.48'],
  ['wanx2.1-t2v-turbo wanx2.1-i2v-turbo', 'all 0.24'],
  ['wan2.1-t2v-turbo wan2.1-i2v-turbo', undefined, 'all 0.264213'],
  ['wanx2.1-t2v-plus wanx2.1-i2v-plus wanx2.1-kf2v-plus wanx2.1-vace-plus', 'all 0.7'],
  ['wan2.1-t2v-plus wan2.1-i2v-plus wan2.1-kf2v-plus wan2.1-vace-plus', undefined, 'all 0.733924'],
];

/** Models that bill the seconds of the videos that are passed in as well. */
export const billsInput = 'happyhorse-1.0-video-edit wan3.0-video wan3.0-video-prime wan2.7-videoedit';
