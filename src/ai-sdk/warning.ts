import type { Warning } from '../options/warning.js';

/** A warning of the specifications V3 and V4. */
export type WarningV3 =
  | { type: 'unsupported'; feature: string; details?: string }
  | { type: 'compatibility'; feature: string; details?: string }
  | { type: 'other'; message: string };

export function toWarning(warning: Warning): WarningV3 {
  switch (warning.type) {
    case 'unsupported-setting':
      return { type: 'unsupported', feature: warning.setting, details: warning.details };
    case 'unsupported-tool': {
      const { id, name } = warning.tool as { id?: string; name?: string };
      return { type: 'unsupported', feature: `the tool ${id ?? name}`, details: warning.details };
    }
    case 'other':
      return warning;
  }
}
