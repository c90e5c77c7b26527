import { z } from "zod";
import { liveView } from "../api/live.ts";
import type { AgentRow, QueuedCallRow } from "./rows.ts";

export type AcdRow =
  | { readonly id: string; readonly rev: number; readonly kind: "agent"; readonly agent: AgentRow }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "call";
      readonly call: QueuedCallRow;
    };

/** 话务台: everybody who is signed on, and every call that is not over. It names no caller. */
export const acdView = liveView<AcdRow>()("acd", z.strictObject({}));
