import type { Instant } from "../kernel/time.ts";

/** Who did a step of something that goes on by steps, and when. */
export interface Act {
  readonly at: Instant;
  readonly byId: string;
  readonly byName: string;
  /** 审批单: by which it was asked for and approved. */
  readonly requestId?: string;
}
