import { answer } from '../../../lib/answer.ts';

export const POST = answer;
