import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, line, seasonName } from "../api/fields.ts";
import { shownRows } from "../api/reads.ts";
import { fenField } from "../api/unit-fields.ts";
import { daysInclusive } from "../kernel/time.ts";
import { crumb, named, standing } from "./answers.ts";
import { LEVELS, NODE } from "./node.ts";
import { reportPermissions } from "./permissions.ts";

const sums = {
  /** Of the charging catalogue; `-`: taken over from the system before. */
  relief: z.string(),
  /** `-`: nobody knows. */
  bearer: z.string(),
  households: z.int().min(0),
  amountFen: fenField,
};

const reliefsAnswer = z.strictObject({
  ...standing,
  /** Left out: of all. */
  season: z.string().optional(),
  /** All that were ever charged, the newest first. */
  seasons: z.array(z.string()).readonly(),
  from: z.string(),
  to: z.string(),
  /** From the city, or the branch of whoever asks, down to what is summed up. */
  path: z.array(crumb).readonly(),
  /** What the rows are. */
  level: z.enum(LEVELS),
  /** By the receivables themselves, not by the rows. */
  relievedFen: fenField,
  /** The whole by ground and bearer, the largest first. */
  kinds: z.array(z.strictObject(sums)).readonly(),
  /** What lies directly below, by ground and bearer. */
  rows: z
    .array(
      z.strictObject({
        ...named,
        ...sums,
        /** Of a household. */
        number: z.string().optional(),
        address: z.string().optional(),
      }),
    )
    .readonly(),
  /** How many rows there are beside these. */
  more: z.int().min(0),
  /** 财政补贴应收: what others bear, by bearer and season. */
  claims: z
    .array(z.strictObject({ bearer: z.string(), season: z.string(), claimedFen: fenField }))
    .readonly(),
  /** Null: the rows do not come to what the receivables say. */
  disagreements: z.array(z.null()).readonly(),
});
export type ReliefsAnswer = z.output<typeof reliefsAnswer>;

const asked = z
  .strictObject({
    /** Left out: of all. */
    season: seasonName.optional(),
    /** Left out: the first of January. */
    from: cityDate.optional(),
    /** Included; left out: today. */
    to: cityDate.optional(),
    node: line(250).regex(NODE, "not-a-node").optional(),
  })
  .refine(({ from, to }) => !from || !to || daysInclusive(from, to) > 0, "ends-before-it-begins");

export const readReliefs = endpoint({
  name: "reports.reliefs",
  method: "get",
  path: "/api/reports/reliefs",
  permit: reportPermissions.read,
  summary: "What was relieved within some days, by ground and bearer, node by node",
  query: asked,
  reads: {
    what: "household",
    list: true,
    of: ({ answer }) => (answer.level === "household" ? shownRows("households", answer.rows) : []),
  },
  answer: reliefsAnswer,
  refusals: ["out-of-scope", "reports-unavailable"],
});

/** 导出: every row of it. */
export const exportReliefs = endpoint({
  name: "reports.reliefs-sheet",
  method: "get",
  path: "/api/reports/reliefs/sheet",
  permit: reportPermissions.read,
  summary: "Reliefs as an XLSX workbook, in the language of whoever asks",
  query: asked,
  reads: { what: "household", list: true },
  answer: z.instanceof(Uint8Array),
  refusals: ["out-of-scope", "reports-unavailable"],
});
