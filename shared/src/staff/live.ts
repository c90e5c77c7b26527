import { z } from "zod";
import { liveView } from "../api/live.ts";
import type { StaffRow } from "./api.ts";

/** 待领取: whose new password two administrators have yet to draw, for administrators. */
export const handoversView = liveView<StaffRow>()("handovers", z.strictObject({}), {
  what: "staff",
  list: true,
});
