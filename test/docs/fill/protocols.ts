import { chatTable, partTable } from '../../../src/chat/option-table.js';
import { embeddingTable } from '../../../src/embedding/option-table.js';
import type { OptionRows, Protocol } from '../../../src/options/table.js';

/** Which protocols have a place for an option. */
type Carrier = 'both' | Protocol;

/** The tables of interfaces whose options not every protocol has. */
const tables: Record<string, OptionRows> = {
  QwenChatOptions: chatTable,
  QwenSearchOptions: chatTable.searchOptions.group!,
  QwenPartOptions: partTable,
  QwenEmbeddingOptions: embeddingTable,
};

/** The cells of the column, if the interface has one. */
export function protocolsOf(name: string, options: string[]): Carrier[] | undefined {
  const rows = tables[name];
  return rows && options.map((option) => rows[option]?.protocols?.[0] ?? 'both');
}
