import { z } from "zod";
import { liveView } from "../api/live.ts";
import type { CallRow } from "./rows.ts";

/** Calls that go on, and those to ring back, that the actor may see. */
export const callsView = liveView<CallRow>()("calls", z.strictObject({}), {
  what: "call",
  list: true,
});
