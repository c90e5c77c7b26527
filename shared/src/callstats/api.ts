import { z } from "zod";
import { SKILLS } from "../acd/model.ts";
import { acdPermissions } from "../acd/permissions.ts";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, done, instant } from "../api/fields.ts";
import { daysInclusive } from "../kernel/time.ts";
import { callstatsPermissions } from "./permissions.ts";
import { SUMS } from "./sums.ts";

/** 统计天数: a heating season's worst quarter; more is read in parts. */
export const DAYS_MAX = 92;

export const STATS_BY = ["half-hour", "day", "queue", "agent"] as const;
export type StatsBy = (typeof STATS_BY)[number];
/** Of the telephone, or of chats at the desks: neither is in the sums of the other. */
export const STATS_OF = ["calls", "chats"] as const;
export type StatsOf = (typeof STATS_OF)[number];

const sums = z.partialRecord(z.enum(SUMS), z.int().min(0));

export const statsRow = z.strictObject({
  /** `08:30`, `2025-11-01`, a skill, or an agent's id. */
  key: z.string(),
  /** The agent's. */
  staffName: z.string().optional(),
  sums,
});
export type StatsRow = z.output<typeof statsRow>;

export const statsAnswer = z.strictObject({
  /** Up to when it was reckoned; what goes on at that moment is in it. */
  at: instant,
  /** 重算: some is missing yet. */
  anew: z.boolean(),
  /** Of all rows. */
  total: sums,
  rows: z.array(statsRow).readonly(),
});
export type StatsAnswer = z.output<typeof statsAnswer>;

export const readStats = endpoint({
  name: "callstats.read",
  method: "get",
  path: "/api/callstats",
  permit: callstatsPermissions.read,
  summary: "Sums of the telephone, or of chats, over whole days, by half-hour, day, queue or agent",
  query: z
    .strictObject({
      from: cityDate,
      /** The last day, included. */
      to: cityDate,
      by: z.enum(STATS_BY),
      /** Left out: of the telephone. */
      of: z.enum(STATS_OF).optional(),
      /** Of one queue alone; agents have sums of all theirs. */
      skill: z.enum(SKILLS).optional(),
    })
    .refine(({ from, to }) => daysInclusive(from, to) <= DAYS_MAX, "too-many-days"),
  answer: statsAnswer,
  refusals: [],
});

/** 我的话务: whose they are follows from who asks. */
export const readOwn = endpoint({
  name: "callstats.read-own",
  method: "get",
  path: "/api/callstats/own",
  permit: acdPermissions.serve,
  summary: "What whoever asks has done on the telephone today",
  answer: z.strictObject({ at: instant, anew: z.boolean(), sums }),
  refusals: [],
});
export type OwnAnswer = z.output<typeof readOwn.answer>;

export const readHandling = endpoint({
  name: "callstats.handling",
  method: "get",
  path: "/api/callstats/handling",
  permit: acdPermissions.read,
  summary: "How long the calls of today and yesterday took, by queue, in milliseconds",
  answer: z.partialRecord(z.enum(SKILLS), z.number().min(0)),
  refusals: [],
});

export const rebuildStats = endpoint({
  name: "callstats.rebuild",
  method: "post",
  path: "/api/callstats/rebuild",
  permit: callstatsPermissions.rebuild,
  summary: "Reckon all sums anew from what is on record; it goes on behind the answer",
  body: z.strictObject({}),
  answer: done,
  refusals: [],
});
