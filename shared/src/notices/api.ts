import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { done, id, instant, rev } from "../api/fields.ts";
import { shownRows, subjectsOf } from "../api/reads.ts";
import {
  NOTICE_CHANNELS,
  NOTICE_HINDRANCES,
  NOTICE_KINDS,
  NOTICE_STATES,
  NOTICE_TOPICS,
  SMS_TOPICS,
  type NoticeKind,
} from "./model.ts";
import { noticePermissions } from "./permissions.ts";

export const noticeRefusals = {
  "notice-not-failed": 409,
  "notice-not-told": 409,
  "notice-expired": 409,
} as const;

/** More than these, and a channel is what is to be looked at. */
export const UNREACHED_MAX = 100;
/** Of one household. */
export const SHOWN_MAX = 20;

const kinds = Object.keys(NOTICE_KINDS) as [NoticeKind, ...NoticeKind[]];

/** A notice as screens show it, and what it says in the language of whoever looks. */
export const noticeRow = z.strictObject({
  id: z.string(),
  rev: z.int().min(1),
  kind: z.enum(kinds),
  text: z.string(),
  state: z.enum(NOTICE_STATES),
  since: instant,
  raisedAt: instant,
  channel: z.enum(NOTICE_CHANNELS).optional(),
  tried: z
    .array(z.strictObject({ channel: z.enum(NOTICE_CHANNELS), why: z.enum(NOTICE_HINDRANCES) }))
    .readonly(),
  toldBy: z.string().optional(),
  caseId: z.string().optional(),
  household: z.strictObject({ id: z.string(), number: z.string() }).optional(),
});
export type NoticeRow = z.output<typeof noticeRow>;

/** Of the list of people to ring: with the number that they are rung at. */
export const unreachedRow = noticeRow.extend({ phone: z.string().optional() });
export type UnreachedRow = z.output<typeof unreachedRow>;

export const listUnreached = endpoint({
  name: "notices.unreached",
  method: "get",
  path: "/api/notices/unreached",
  permit: noticePermissions.follow,
  summary:
    "People whom no notice reached and who wait for it, the longest first, and those just rung",
  reads: { what: "conversation", of: ({ answer }) => shownRows("notices", answer.notices) },
  answer: z.strictObject({
    notices: z.array(unreachedRow).max(UNREACHED_MAX).readonly(),
    /** There are more. */
    more: z.boolean(),
  }),
  refusals: [],
});

function following(
  verb: "resend" | "tell" | "untell",
  summary: string,
  refusals: readonly (keyof typeof noticeRefusals)[],
) {
  return endpoint({
    name: `notices.${verb}`,
    method: "post",
    path: `/api/notices/:id/${verb}`,
    permit: noticePermissions.follow,
    summary,
    params: z.strictObject({ id }),
    body: z.strictObject({ rev: rev.optional() }),
    answer: done,
    refusals: ["not-found", ...refusals],
  });
}

export const resendNotice = following("resend", "Send a notice once more, by every way anew", [
  "notice-not-failed",
  "notice-expired",
]);
export const tellByPhone = following("tell", "They were rung and told", ["notice-not-failed"]);
export const untellByPhone = following("untell", "They are to be rung still: the inverse", [
  "notice-not-told",
]);

const wished = z.array(z.enum(SMS_TOPICS)).max(SMS_TOPICS.length).readonly();

export const householdNotices = z.strictObject({
  /** 0: it never said. */
  rev: z.int().min(0),
  /** Of what it is told by text message where no chat reaches it. */
  sms: z.array(z.enum(NOTICE_TOPICS)).readonly(),
  /** Chats in which it is bound. */
  chats: z.int().min(0),
  /** The newest first. */
  notices: z.array(noticeRow).max(SHOWN_MAX).readonly(),
});
export type HouseholdNotices = z.output<typeof householdNotices>;

const ofHousehold = { params: z.strictObject({ id }) };

export const readHouseholdNotices = endpoint({
  name: "notices.of-household",
  method: "get",
  path: "/api/households/:id/notices",
  permit: noticePermissions.read,
  summary: "What a household was told lately, and of what it wants to be",
  ...ofHousehold,
  reads: { what: "household", of: ({ params }) => subjectsOf("households", [params.id]) },
  answer: householdNotices,
  refusals: ["not-found"],
});

export const preferNotices = endpoint({
  name: "notices.prefer",
  method: "post",
  path: "/api/households/:id/notices/preference",
  permit: noticePermissions.prefer,
  summary: "Of what a household is told by text message from now on",
  ...ofHousehold,
  body: z.strictObject({ sms: wished, rev: z.int().min(0).optional() }),
  answer: z.strictObject({ rev: z.int() }),
  refusals: ["not-found"],
});
