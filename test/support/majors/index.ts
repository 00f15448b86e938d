import * as sdk5 from 'ai5';
import * as sdk6 from 'ai6';
import * as sdk7 from 'ai7';
import * as qwen5 from 'ai-sdk-qwen/ai5';
import * as qwen6 from 'ai-sdk-qwen/ai6';
import * as qwen7 from 'ai-sdk-qwen/ai7';
import { ai4 } from './ai4.js';
import { createBlockMajor, type Dialect } from './blocks.js';
import type { Major } from './major.js';

// What a provider could not honour would be printed; the tests look at it where it is returned.
globalThis.AI_SDK_LOG_WARNINGS = false;

// The adapter is written in the types of 5, which those of 6 and 7 are no subtypes of.
const asDialect = (dialect: { [Key in keyof Dialect]: unknown }) => dialect as Dialect;

/** Every major that this package serves. */
export const majors: Major[] = [
  ai4,
  createBlockMajor({
    name: 'ai 5',
    ai: sdk5,
    createQwen: qwen5.createQwen,
    stepCountIs: sdk5.stepCountIs,
    output: 'experimental_output',
  }),
  createBlockMajor(
    asDialect({
      name: 'ai 6',
      ai: sdk6,
      createQwen: qwen6.createQwen,
      stepCountIs: sdk6.stepCountIs,
      output: 'output',
    }),
  ),
  createBlockMajor(
    asDialect({
      name: 'ai 7',
      ai: sdk7,
      createQwen: qwen7.createQwen,
      stepCountIs: sdk7.isStepCount,
      output: 'output',
    }),
  ),
];
