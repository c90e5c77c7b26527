import { z } from "zod";
import { lineOrNone } from "../api/fields.ts";
import { webhook } from "../api/webhook.ts";
import { callPermissions } from "../calls/permissions.ts";
import { AccountSid, sid } from "./form-api.ts";

export const smsHook = webhook({
  channel: "twilio",
  permit: callPermissions.tell,
  format: "form",
  name: "twilio.sms",
  path: "/hooks/twilio/sms",
  summary: "How attempt `attempt` of text message `message` fares; may come late and out of order",
  body: z.object({
    AccountSid,
    MessageSid: sid("(?:SM|MM)", "not-a-sid"),
    MessageStatus: z.enum([
      "accepted",
      "scheduled",
      "queued",
      "sending",
      "sent",
      "delivered",
      "read",
      "undelivered",
      "failed",
      "canceled",
    ]),
    ErrorCode: lineOrNone(20).optional(),
  }),
  answer: "empty",
  refusals: ["other-account"],
});
