import type { Connection } from '../connection/connection.js';
import type { Lazy } from '../util/lazy.js';

/** The connection of a provider, made by its first call. Apart from the doors, whose types lead to every module. */
export type Shared = Lazy<Connection>;
