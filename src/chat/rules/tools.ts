import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { PreparedCall } from './prepared-call.js';
import { drop, switchThinkingOff, thinks } from './thinking.js';

/** Checks the tools and settles how one of them can be forced. */
export function applyTools(prepared: PreparedCall): void {
  const { capabilities, request, warnings } = prepared;
  if (request.tools.length === 0) return;
  if (capabilities.tools === false) {
    throw new UnsupportedFunctionalityError({
      functionality: 'tools',
      message: `${request.model} takes no tools. Models that do are marked in docs/reference/models.md.`,
    });
  }
  if (capabilities.foreign === true) return;
  if (request.options.known.n !== undefined && request.options.known.n > 1) {
    drop(prepared, 'n', 'With tools the service makes one answer only.');
  }
  const choice = request.toolChoice;
  if (choice === undefined || choice === 'auto' || choice === 'none') return;
  // "The tool_choice parameter does not support being set to required or object in thinking mode" (Apr 2026).
  const forced = typeof choice === 'object' ? `the tool ${choice.name} is` : 'a tool call is';
  const known = capabilities.thinking !== undefined;
  if (known && !switchThinkingOff(prepared, `${forced} required, which the service refuses while a model thinks.`)) {
    if (thinks(capabilities, request) === 'yes') {
      request.toolChoice = 'auto';
      const message = `${request.model} always thinks and can't be made to call a tool; it is free to choose.`;
      warnings.push({ type: 'other', message });
      return;
    }
  }
  const [only, ...others] = request.tools;
  // A single required tool is the documented form; `required` itself only newer models take.
  if (choice === 'required' && only !== undefined && others.length === 0) request.toolChoice = { name: only.name };
}
