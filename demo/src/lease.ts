import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { simulatorLeases, type SimulatorLease } from "@warmline/shared/demo/model.ts";

/** A holder that is silent for so long has died, or has lost the store. */
const EXPIRES_MS = 20_000;
/** A holder that could not renew stops by itself well before another may begin. */
const TRUSTED_MS = 15_000;
export const RENEW_MS = 5_000;

const ID = "simulator";

/**
 * Of all the nodes at one store one holds the lease. It proves that it lives by writing the
 * document again; the others watch the revision by their own clocks, so that no two need to agree.
 */
export interface Lease {
  readonly held: boolean;
  /** Renews it, takes it when it is free, or looks whether its holder still lives. */
  renew(): Promise<void>;
  /** Gives it up, so that another need not wait. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  readonly store: Pick<Store, "get" | "commit">;
  /** Unlike every other node's. */
  readonly holder: string;
  /** Milliseconds on a clock of this process that only goes forward. */
  readonly now?: () => number;
}

export function makeLease({ store, holder, now = () => performance.now() }: LeaseOptions): Lease {
  let renewedAt: number | null = null;
  let seen = { rev: -1, at: 0 };

  async function write(current: SimulatorLease | null, next: string | null): Promise<boolean> {
    const body = { id: ID, holder: next };
    const by =
      current === null ? insert(simulatorLeases, body) : replace(simulatorLeases, current, body);
    return (await store.commit([by])).ok;
  }

  function isFree(current: SimulatorLease | null, at: number): boolean {
    if (current === null || current.holder === null || current.holder === holder) return true;
    if (current.rev !== seen.rev) seen = { rev: current.rev, at };
    return at - seen.at >= EXPIRES_MS;
  }

  return {
    get held() {
      return renewedAt !== null && now() - renewedAt < TRUSTED_MS;
    },
    async renew() {
      // Before the reading: the others may count from then.
      const at = now();
      const current = await store.get(simulatorLeases, ID);
      renewedAt = isFree(current, at) && (await write(current, holder)) ? at : null;
    },
    async release() {
      renewedAt = null;
      const current = await store.get(simulatorLeases, ID);
      if (current?.holder === holder) await write(current, null);
    },
  };
}
