import { z } from "zod";
import { id } from "../api/fields.ts";
import { liveView } from "../api/live.ts";
import { subjectsOf } from "../api/reads.ts";
import type { SmsRow } from "./rows.ts";

/** Messages about one case, the newest fifty. */
export const smsView = liveView<SmsRow>()("sms", z.strictObject({ caseId: id }), {
  what: "case",
  of: ({ caseId }) => subjectsOf("cases", [caseId]),
});
