import { answer } from '../../../lib/answer';

export const POST = answer;
