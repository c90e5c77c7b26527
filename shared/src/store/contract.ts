import { bodyContract } from "./contract/bodies.ts";
import { commitContract } from "./contract/commits.ts";
import { documentContract } from "./contract/documents.ts";
import { findContract } from "./contract/finds.ts";
import { guardContract } from "./contract/guards.ts";
import { logContract } from "./contract/log.ts";
import { readContract } from "./contract/reads.ts";
import type { EngineLimits, OpenStore } from "./contract/fixture.ts";

export { CONTRACT_COLLECTIONS, type OpenedStore, type OpenStore } from "./contract/fixture.ts";

/**
 * What every adapter of the document store must do, as vitest blocks; imported by tests alone.
 * `open` makes an empty store with `CONTRACT_COLLECTIONS`, once for each block.
 */
export function storeContract(
  name: string,
  open: OpenStore,
  limits: EngineLimits = { byCodePoint: true },
): void {
  commitContract(name, open);
  bodyContract(name, open);
  documentContract(name, open);
  findContract(name, open, limits);
  guardContract(name, open);
  logContract(name, open);
  readContract(name, open);
}
