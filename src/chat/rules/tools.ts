import { UnsupportedFunctionalityError } from '@ai-sdk/provider';
import type { PreparedCall } from './prepared-call.js';
import { drop, switchThinkingOff, thinks } from './thinking.js';

/** Checks the tools and decides how to force one of them. */
export function applyTools(prepared: PreparedCall): void {
  const { capabilities, request, warnings } = prepared;
  if (request.tools.length === 0) return;
  if (capabilities.tools === false) {
    throw new UnsupportedFunctionalityError({
      functionality: 'tools',
      message: `${request.model} does not support tools. docs/reference/models.md marks the models that do.`,
    });
  }
  if (capabilities.foreign === true) return;
  if (request.options.known.n !== undefined && request.options.known.n > 1) {
    drop(prepared, 'n', 'With tools the service makes only one answer.');
  }
  const choice = request.toolChoice;
  if (choice === undefined || choice === 'auto' || choice === 'none') return;
  // Only functions can be forced.
  if (typeof choice === 'object' && !request.tools.some(({ name }) => name === choice.name)) return;
  // "The tool_choice parameter does not support being set to required or object in thinking mode" (Apr 2026).
  const forced = typeof choice === 'object' ? `the tool ${choice.name} is` : 'a tool call is';
  const known = capabilities.thinking !== undefined;
  if (known && !switchThinkingOff(prepared, `${forced} required, which the service refuses while a model thinks.`)) {
    if (thinks(capabilities, request) === 'yes') {
      request.toolChoice = 'auto';
      const message = `${request.model} always thinks, so it cannot be forced to call a tool; it chooses freely.`;
      warnings.push({ type: 'other', message });
      return;
    }
  }
  const [only, ...others] = request.tools;
  // A single required tool is the documented form; only newer models accept `required` itself.
  const single = others.length === 0 && (request.builtInTools ?? []).length === 0;
  if (choice === 'required' && only !== undefined && single) request.toolChoice = { name: only.name };
}
