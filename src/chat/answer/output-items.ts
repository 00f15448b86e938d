/** An output item of the Responses protocol, as far as it has come. */
export interface OutputItem {
  /** Its id, if the service has sent one. */
  id?: string | undefined;
  /** Its place among the items of the answer, in the order of their first events. */
  place: number;
  /** True once text or thinking of it has been passed on. */
  begun: boolean;
  /** The event that carries its thinking: one of two names. */
  thoughts?: string;
  /** The part of its thinking or text that came last. */
  part?: number;
  /** The tool call that it is, once its name is known. */
  call?: { id: string; name: string };
  /** The id of its call of a built-in tool, once the call has been announced. */
  builtIn?: string;
  /** True once the whole call has been passed on. */
  done?: boolean;
  /** Arguments that came before the item itself. */
  early: string;
}

/** The output items of one answer while they arrive. */
export interface OutputItems {
  byId: Map<string, OutputItem>;
  /** The id of the item that was last added at an index. */
  idAt: Map<number, string>;
  /** The id, or the place by its index, of the item that the last event was about. */
  last?: string;
  /** The ids of the items that are calls of functions, by the calls' ids. */
  callIds: Map<string, string>;
  /** The ids of calls of built-in tools. */
  builtInIds: Set<string>;
  /** Kinds of items of which something has been passed on. */
  begun: Set<'text' | 'reasoning'>;
}

export function createOutputItems(): OutputItems {
  return { byId: new Map(), idAt: new Map(), callIds: new Map(), builtInIds: new Set(), begun: new Set() };
}
