import type { Logger } from "pino";
import type { Config } from "../config.ts";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import type { Ids } from "@warmline/shared/kernel/ids.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import type { SearchIndex } from "@warmline/search/port.ts";
import type { FileStore } from "./files/port.ts";
import type { Jobs } from "./jobs/port.ts";
import type { Records } from "./records/records.ts";
import type { ReportStore } from "./reports/port.ts";
import type { KeyedMutex } from "./commands/keyed-mutex.ts";

/** What commands and queries are handed; made once in engines.ts. */
export interface Deps {
  readonly config: Config;
  readonly log: Logger;
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly files: FileStore;
  readonly search: SearchIndex;
  readonly reports: ReportStore;
  readonly jobs: Jobs;
  readonly mutex: KeyedMutex;
  readonly records: Records;
  /** Work to end before the engines are closed; asked for once, by whatever keeps running. */
  onStop(stop: () => Promise<void>): void;
}
