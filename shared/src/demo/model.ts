import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/** Says that a store holds a demo city, and of what it was made. Has one document, `city`. */
export interface DemoCity extends Stored {
  readonly state: "making" | "ready";
  readonly seed: number;
  readonly households: number;
  readonly seasons: number;
  /** The city's own today: seasons, cases and payments are dated from here. */
  readonly madeAt: Instant;
  /** Tokens of the demo's devices and passwords of its simulated staff are derived from it. */
  readonly secret: string;
  /** Whether simulated residents and counter staff are on. */
  readonly simulator: boolean;
}

export const demoCities = collection<DemoCity>("demoCities");
