import { orgNodes } from "@warmline/shared/households/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { collection, type Stored } from "@warmline/shared/store/collection.ts";
import type { Store } from "@warmline/shared/store/port.ts";

/** Says that a store holds a demo city, and of what it was made. Has one document, `city`. */
export interface DemoCity extends Stored {
  readonly state: "making" | "ready";
  readonly seed: number;
  readonly households: number;
  readonly seasons: number;
  /** The city's own today: seasons, cases and payments are told from here. */
  readonly madeAt: Instant;
  /** Tokens of the demo's devices and passwords of its simulated staff are derived from it. */
  readonly secret: string;
  /** Whether simulated residents and clerks stir. */
  readonly simulator: boolean;
}

export const demoCities = collection<DemoCity>("demoCities");

/** Which node moves the simulated people; see lease.ts. Has one document, `simulator`. */
export interface SimulatorLease extends Stored {
  readonly holder: string | null;
}

export const simulatorLeases = collection<SimulatorLease>("simulatorLeases");

export function demoCityOf(store: Store): Promise<DemoCity | null> {
  return store.get(demoCities, "city");
}

/** Whether nobody has entered anything yet: only then, or to finish one, a demo city is made. */
export async function isEmpty(store: Store): Promise<boolean> {
  const [nodes, people] = await Promise.all([
    store.count(orgNodes, { index: "byKind" }),
    store.count(staff, { index: "byActive" }),
  ]);
  return nodes === 0 && people === 0;
}
