import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Collects what the code that has returned no longer uses. */
export const collectGarbage = runInNewContext('gc') as () => void;
