import { z } from "zod";
import { liveView } from "../api/live.ts";
import type { AgentRow, ClosedQueueRow, QueuedCallRow } from "./rows.ts";

export type AcdRow =
  | { readonly id: string; readonly rev: number; readonly kind: "agent"; readonly agent: AgentRow }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "call";
      readonly call: QueuedCallRow;
    }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "closed-queue";
      readonly queue: ClosedQueueRow;
    };

/**
 * 话务台: everybody who is signed on, every call that is not over, and queues that are closed, also
 * those whose end has come meanwhile. It names no caller.
 */
export const acdView = liveView<AcdRow>()("acd", z.strictObject({}));
