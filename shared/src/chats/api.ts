import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { done, id, instant, rev } from "../api/fields.ts";
import { shownRows } from "../api/reads.ts";
import { CHAT_FAILURES, UNSENT } from "./model.ts";
import { chatPermissions } from "./permissions.ts";

export const chatRefusals = {
  "message-not-unsent": 409,
  "message-expired": 409,
  "quota-spent": 409,
} as const;

/** More than these, and the platform itself is what is to be looked at. */
export const UNSENT_MAX = 100;

/** A message that could not be sent. */
export const unsentRow = z.strictObject({
  id,
  rev: z.int().min(0),
  chatId: z.string(),
  /** When it was to be said. */
  queuedAt: instant,
  state: z.enum(UNSENT),
  failure: z.enum(CHAT_FAILURES).optional(),
  /** What the platform calls it. */
  failureCode: z.string().optional(),
  text: z.string(),
  /** Those that are bound there: whom it was for. */
  households: z.array(z.strictObject({ id, number: z.string() })).readonly(),
  /** How many may be sent there now; null: as many as there are to say. */
  quotaLeft: z.int().min(0).nullable(),
});
export type UnsentRow = z.output<typeof unsentRow>;

export const listUnsent = endpoint({
  name: "chats.unsent",
  method: "get",
  path: "/api/chats/unsent",
  permit: chatPermissions.outbox,
  summary: "Messages of the last day that could not be sent, the newest first",
  reads: { what: "conversation", of: ({ answer }) => shownRows("chatMessages", answer.messages) },
  answer: z.strictObject({
    messages: z.array(unsentRow).max(UNSENT_MAX).readonly(),
    /** There are more. */
    more: z.boolean(),
  }),
  refusals: [],
});

export const resendMessage = endpoint({
  name: "chats.resend",
  method: "post",
  path: "/api/chats/messages/:id/resend",
  permit: chatPermissions.outbox,
  summary: "Send a message once more that could not be sent",
  params: z.strictObject({ id }),
  body: z.strictObject({ rev: rev.optional() }),
  answer: done,
  refusals: ["not-found", "message-not-unsent", "message-expired", "quota-spent"],
});
