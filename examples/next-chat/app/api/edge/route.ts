import { answer } from '../../../lib/answer';

// The same on the edge runtime: point `api` of useChat here to use it.
export const runtime = 'edge';
export const POST = answer;
