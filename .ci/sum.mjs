// Adds up what the suites and programs of a run reported. Fails if one of them reported nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...files] = process.argv.slice(2);
let passed = 0;
let failed = 0;

function add(name, { passes, failures }) {
  passed += passes;
  // A report without a single test is a failure: something kept the tests from running.
  failed += passes + failures === 0 ? 1 : failures;
  console.log(`${name}: ${passes} passed, ${failures} failed`);
}

function readRunner(text) {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(text);
  // A file that could not be loaded has no failed test of its own.
  const failures = numFailedTests === 0 ? numFailedTestSuites : numFailedTests;
  return { passes: numPassedTests, failures };
}

function readProgram(text) {
  const [, passes, failures] = /(?:^|\n)(\d+) passed, (\d+) failed\s*$/.exec(text) ?? [0, 0, 0];
  return { passes: Number(passes), failures: Number(failures) };
}

for (const file of files) {
  let report = { passes: 0, failures: 0 };
  try {
    const text = readFileSync(join(folder, file), 'utf8');
    report = file.endsWith('.json') ? readRunner(text) : readProgram(text);
  } catch (error) {
    console.error(`${file}: ${error.message}`);
  }
  add(file, report);
}
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
