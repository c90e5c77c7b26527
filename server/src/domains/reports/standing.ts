import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Deps } from "../../platform/deps.ts";
import { waitForHead } from "./wait-for-head.ts";

/** What a report is read from, and where it says what is wrong with it. */
export type Reading = Pick<Deps, "store" | "reports" | "clock" | "log">;

/** What every report says of itself: how far it counts, of what there was when it was asked for. */
interface Standing {
  readonly position: number;
  readonly behind: number;
  readonly at: Instant;
}

/** Once what is committed by now is counted: the moment, and how an answer stands by then. */
export async function beginReading(deps: Omit<Reading, "log">) {
  const head = await waitForHead(deps);
  const at = deps.clock.now();
  const standing = (position: number): Standing => {
    return { position, behind: Math.max(0, head - position), at };
  };
  return { at, standing };
}
