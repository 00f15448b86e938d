import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readVersion } from './package-file.js';

/**
 * The part of Yarn's map that is read here.
 *
 * @see https://yarnpkg.com/advanced/pnpapi
 */
interface PnpApi {
  findPackageLocator: (location: string) => Locator | null;
  getPackageInformation: (locator: Locator) => {
    packageLocation: string;
    packageDependencies: Map<string, string | [name: string, reference: string] | null>;
  };
}

interface Locator {
  name: string | null;
  reference: string | null;
}

/**
 * Reads the versions of an application that Yarn Plug'n'Play installed: it has a map in place of `node_modules`. The
 * function is undefined for what the map does not name, and for every package if there is no map.
 */
export function openPnp(folder: string): (name: string) => string | undefined {
  const api = loadApi(folder);
  return (name) => {
    try {
      return api && versionIn(api, folder, name);
    } catch {
      // A map of another form says nothing.
      return undefined;
    }
  };
}

/** Loads the map of this folder, or of the nearest one above it. It installs no hooks unless Node preloads it. */
function loadApi(folder: string): PnpApi | undefined {
  const file = join(folder, '.pnp.cjs');
  if (!existsSync(file)) return dirname(folder) === folder ? undefined : loadApi(dirname(folder));
  try {
    return createRequire(file)(file) as PnpApi;
  } catch {
    return undefined;
  }
}

function versionIn(api: PnpApi, folder: string, name: string): string | undefined {
  const owner = api.findPackageLocator(join(folder, '/'));
  const target = owner && api.getPackageInformation(owner).packageDependencies.get(name);
  if (!target) return undefined;
  const locator = typeof target === 'string' ? { name, reference: target } : { name: target[0], reference: target[1] };
  // `npm:7.0.1`; after `virtual:…#` for packages with peers, and encoded within `patch:…`.
  const version = /npm(?::|%3A)(\d[\w.+-]*)/i.exec(locator.reference ?? '')?.[1];
  return version ?? readVersion(join(api.getPackageInformation(locator).packageLocation, 'package.json'));
}
