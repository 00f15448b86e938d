import { defineCommand } from '../command.js';
import { exitCodes, UsageError } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';
import { diagnose, type Diagnosis } from './diagnose.js';
import type { Surroundings } from './surroundings.js';
import { renderDiagnosis } from './render.js';

/** `npx ai-sdk-qwen doctor`: why a call would fail, and which settings mend it. */
export const doctor = defineCommand({
  summary: 'Finds out why calls to Model Studio would fail: the key, its region, the network, the versions.',
  notes: `It asks servers of Model Studio for their lists of models with your key, which costs nothing, and says so first.
The key is never shown. --offline asks no server.`,
  options: {
    workspace: {
      type: 'string',
      value: 'ID',
      summary: "id of a workspace, whose hosts are asked instead of the regions'",
    },
    offline: { type: 'boolean', summary: 'asks no server' },
    json: { type: 'boolean', summary: 'prints the result as JSON' },
  },
  exits: { ok: 'it found no problem', found: 'it found a problem' },
  async run({ workspace, offline = false, json = false }, terminal) {
    if (workspace !== undefined && (!/^[\w-]+$/.test(workspace) || workspace.startsWith('sk-'))) {
      throw new UsageError('--workspace must be letters, digits, underscores and hyphens, such as llm-1a2b3c.');
    }
    const announce = (text: string) => (json ? terminal.complain(text) : terminal.print(text));
    const diagnosis = await diagnose(surroundingsOf(terminal), { workspaceId: workspace, offline, announce });
    terminal.print(json ? JSON.stringify(diagnosis, null, 2) : renderDiagnosis(diagnosis));
    return isHealthy(diagnosis) ? exitCodes.ok : exitCodes.found;
  },
});

function surroundingsOf({ env, stopped }: Terminal): Surroundings {
  return {
    env,
    folder: process.cwd(),
    fetch: (...args) => globalThis.fetch(...args),
    now: Date.now,
    node: process.versions.node,
    signal: stopped,
  };
}

function isHealthy({ checks }: Diagnosis): boolean {
  return checks.every(({ status }) => status !== 'problem');
}
