import { gatherReads, type ReadLog } from "./read-log.ts";
import { gatherSecurityEvents, type Gathering, type SecurityEvents } from "./security-events.ts";
import { writeBehind, type WriteBehindOptions } from "./write-behind.ts";

/** What is written down about requests beside what they do: off the request, in batches. */
export interface Records {
  readonly security: SecurityEvents;
  readonly reads: ReadLog;
  /** Writes what was noted until now: for whoever is about to read it. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export function makeRecords(deps: Gathering & Pick<WriteBehindOptions, "store">): Records {
  const security = gatherSecurityEvents(deps);
  const reads = gatherReads(deps);
  const behind = writeBehind({
    ...deps,
    gathered: (all) => [...security.gathered(all), ...reads.gathered()],
  });
  return { security, reads, flush: behind.flush, close: behind.close };
}
