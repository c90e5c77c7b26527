import { z } from "zod";
import { liveView } from "../api/live.ts";
import type { AlarmRow, SecurityEventRow } from "./api.ts";

export type SecurityRow =
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "alarm";
      readonly alarm: AlarmRow;
    }
  | {
      readonly id: string;
      readonly rev: number;
      readonly kind: "event";
      readonly event: SecurityEventRow;
    };

/** All alarms that are open, the newest that are not, the newest events, and what comes. */
export const securityView = liveView<SecurityRow>()("security", z.strictObject({}));
