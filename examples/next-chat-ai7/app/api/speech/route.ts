import { speak } from '../../../lib/speak';

export const GET = speak;
