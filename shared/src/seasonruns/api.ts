import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, line, queryInt, reason, rev, seasonName } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { areaField, fenField, priceField } from "../api/unit-fields.ts";
import { act, askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { PAUSES, RUN_STATES } from "./model.ts";
import { seasonRunPermissions } from "./permissions.ts";

/** HTTP status of each refusal of this domain. */
export const seasonRunRefusals = {
  "branch-unknown": 422,
  "no-late-fee-rule": 422,
  "season-run-open": 409,
  "run-not-previewed": 409,
  "run-not-charged": 409,
  "run-not-working": 409,
  "run-not-paused": 409,
  "run-outdated": 409,
  "run-charges-nobody": 422,
} as const;

const figures = {
  households: z.int(),
  areaMilli: areaField,
  amountFen: fenField,
  alreadyHouseholds: z.int(),
  alreadyFen: fenField,
  exceptions: z.int(),
  lastHouseholds: z.int(),
  lastFen: fenField,
};

const preview = z.strictObject({
  at: instant,
  fromPosition: z.int(),
  toPosition: z.int(),
  totals: z
    .array(z.strictObject({ branchId: z.string(), priceClass: z.string(), ...figures }))
    .readonly(),
  households: z.int(),
  amountFen: fenField,
  exceptions: z.int(),
  /** 续签: of the households, those whose contract is renewed. */
  renewals: z.int().optional(),
  digest: z.string(),
});

/** A run as lists show it. */
const runFields = {
  id,
  rev,
  season: z.string(),
  lastSeason: z.string().nullable(),
  /** Null: the whole city. */
  branchIds: z.array(z.string()).readonly().nullable(),
  /** 违约金: the last day that counts. */
  lateBy: z.string().optional(),
  /** 续签: who signed nothing for the season is charged by a contract that is renewed. */
  renews: z.literal(true).optional(),
  state: z.enum(RUN_STATES),
  paused: z.enum(PAUSES).optional(),
  askedAt: instant,
  begun: act,
  charged: act.optional(),
  undone: act.extend({ reason: z.string() }).optional(),
  endedAt: instant.optional(),
};

const runRow = z.strictObject({
  ...runFields,
  /** As previewed; null: it was not looked at whole yet. */
  households: z.int().nullable(),
  amountFen: fenField.nullable(),
});
export type SeasonRunRow = z.output<typeof runRow>;

const run = z.strictObject({
  ...runFields,
  prices: z
    .array(
      z.strictObject({
        component: z.string(),
        priceClass: z.string(),
        tariffId: z.string(),
        tariffRev: z.int(),
        price10k: priceField,
      }),
    )
    .readonly(),
  /** 收费规则 by their codes in the catalogue. */
  rules: z.array(z.string()).readonly(),
  preview: preview.optional(),
  /** Of the step in hand: households that were looked at, charged or taken back, of how many. */
  progress: z.strictObject({ done: z.int(), of: z.int() }).nullable(),
  /** The request about it that waits for approval. */
  waiting: z.string().nullable(),
  /** The job was given up, and stands among those that failed; pausing and resuming begins anew. */
  halted: z.boolean(),
  /** What the run has charged, and what of it was taken back. */
  posted: z.strictObject({
    households: z.int(),
    amountFen: fenField,
    undoneHouseholds: z.int(),
    undoneFen: fenField,
  }),
  exceptions: z.array(z.strictObject({ code: z.string(), count: z.int() })).readonly(),
});
export type SeasonRunAnswer = z.output<typeof run>;

export const listSeasonRuns = endpoint({
  name: "seasonruns.list",
  method: "get",
  path: "/api/season-runs",
  permit: seasonRunPermissions.read,
  summary: "Season runs, the newest first; the newest hundred",
  answer: z.array(runRow),
  refusals: [],
});

const byId = z.strictObject({ id });

export const readSeasonRun = endpoint({
  name: "seasonruns.read",
  method: "get",
  path: "/api/season-runs/:id",
  permit: seasonRunPermissions.read,
  summary: "A season run: how far it is, what it comes to, and what it was reckoned by",
  params: byId,
  answer: run,
  refusals: ["not-found"],
});

const exception = z.strictObject({
  householdId: z.string(),
  number: z.string(),
  name: z.string(),
  branchId: z.string(),
  code: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  during: z.enum(["preview", "charging", "undoing"]),
  /** What it is charged for the season by now; null: nothing. */
  chargedFen: fenField.nullable(),
});
export type RunExceptionRow = z.output<typeof exception>;

export const listRunExceptions = endpoint({
  name: "seasonruns.exceptions",
  method: "get",
  path: "/api/season-runs/:id/exceptions",
  permit: seasonRunPermissions.read,
  summary:
    "Households that a run could not charge or take back, by number, with what is charged now",
  params: byId,
  query: z.strictObject({
    code: line(40).optional(),
    /** How the household's number begins. */
    number: z
      .string()
      .regex(/^\d{1,9}$/, "not-a-number")
      .optional(),
    limit: queryInt(1, 200).default(50),
    /** `next` of the page before. */
    after: line(200).optional(),
  }),
  reads: {
    what: "household",
    list: true,
    of: ({ answer }) =>
      subjectsOf(
        "households",
        answer.rows.map(({ householdId }) => householdId),
      ),
  },
  answer: z.strictObject({ rows: z.array(exception), next: z.string().nullable() }),
  refusals: ["not-found"],
});

export const beginSeasonRun = endpoint({
  name: "seasonruns.begin",
  method: "post",
  path: "/api/season-runs",
  permit: seasonRunPermissions.run,
  summary:
    "Previews a season's charges, or late fees, for some branches or the city; posts nothing",
  body: z.strictObject({
    season: seasonName,
    /** Left out: the whole city. */
    branchIds: z.array(id).min(1).max(100).optional(),
    /** 违约金: those of it that came about by today, instead of the season. */
    lateFees: z.boolean().optional(),
    /** 续签: of whoever signed none, the contracts of the season before; not with late fees. */
    renew: z.boolean().optional(),
  }),
  answer: runRow,
  refusals: ["season-unknown", "branch-unknown", "no-late-fee-rule", "season-run-open"],
});

const byRev = z.strictObject({ rev });

export const pauseSeasonRun = endpoint({
  name: "seasonruns.pause",
  method: "post",
  path: "/api/season-runs/:id/pause",
  permit: seasonRunPermissions.run,
  summary: "Lets a run wait after the chunk in hand; undone by resuming",
  params: byId,
  body: byRev,
  answer: runRow,
  refusals: ["not-found", "run-not-working"],
});

export const resumeSeasonRun = endpoint({
  name: "seasonruns.resume",
  method: "post",
  path: "/api/season-runs/:id/resume",
  permit: seasonRunPermissions.run,
  summary: "Goes on with a run that waits, where it stood",
  params: byId,
  body: byRev,
  answer: runRow,
  refusals: ["not-found", "run-not-paused"],
});

export const dropSeasonRun = endpoint({
  name: "seasonruns.drop",
  method: "post",
  path: "/api/season-runs/:id/drop",
  permit: seasonRunPermissions.run,
  summary: "Gives a preview up: nobody charges by it any more; another preview takes its place",
  params: byId,
  body: byRev,
  answer: runRow,
  refusals: ["not-found", "run-not-previewed"],
});

/** The revision that was looked at: what is approved is that preview. */
const asking = z.strictObject({ rev, reason });

const chargeRefusals = [
  "not-found",
  "run-not-previewed",
  "run-charges-nobody",
  "run-outdated",
] as const;

export const previewRunCharge = endpoint({
  name: "preview-season-run-charge",
  method: "post",
  key: false,
  path: "/api/season-runs/:id/charge-preview",
  permit: seasonRunPermissions.run,
  summary: "What charging by a run would post; writes nothing",
  params: byId,
  body: asking,
  answer: previewedAnswer,
  refusals: chargeRefusals,
});

export const askRunCharge = endpoint({
  name: "seasonruns.ask-charge",
  method: "post",
  path: "/api/season-runs/:id/charge-request",
  permit: seasonRunPermissions.run,
  summary: "Asks for charging by a run, as previewed; undone by asking for its undoing",
  params: byId,
  body: asking.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...chargeRefusals, "request-pending", "file-not-found"],
});

const undoRefusals = ["not-found", "run-not-charged"] as const;

export const previewRunUndo = endpoint({
  name: "preview-season-run-undo",
  method: "post",
  key: false,
  path: "/api/season-runs/:id/undo-preview",
  permit: seasonRunPermissions.run,
  summary: "What undoing a run would take back; writes nothing",
  params: byId,
  body: asking,
  answer: previewedAnswer,
  refusals: undoRefusals,
});

export const askRunUndo = endpoint({
  name: "seasonruns.ask-undo",
  method: "post",
  path: "/api/season-runs/:id/undo-request",
  permit: seasonRunPermissions.run,
  summary: "Asks for reversing each charge of a run that still stands",
  params: byId,
  body: asking.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...undoRefusals, "request-pending", "file-not-found"],
});
