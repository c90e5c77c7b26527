import type { ChunkRow, RunTotal } from "@warmline/shared/seasonruns/model.ts";
import type { exceptionOf } from "./exception.ts";

/** What a household would be charged, or why it cannot be; empty: nothing is charged of it. */
export interface Looked {
  readonly total?: RunTotal;
  readonly row?: ChunkRow;
  readonly exception?: ReturnType<typeof exceptionOf>;
}
