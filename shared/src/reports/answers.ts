import { z } from "zod";
import { cityDate, instant, line } from "../api/fields.ts";
import { shownRows } from "../api/reads.ts";
import { fenField } from "../api/unit-fields.ts";
import { daysInclusive, type CityDate } from "../kernel/time.ts";
import { LEVELS, NODE } from "./node.ts";

/** What every report says of itself. */
export const standing = {
  /** The newest commit of the log that it counts. */
  position: z.int().min(0),
  /** How many commits there are that it does not count yet. */
  behind: z.int().min(0),
  at: instant,
};

/** See `Sums`. */
export const summedFields = {
  dueFen: fenField,
  paidFen: fenField,
  relievedFen: fenField,
  writtenOffFen: fenField,
  owedFen: fenField,
};

export const named = {
  id: z.string(),
  /** Left out where nothing is known by that id, or of what entries do not say. */
  name: z.string().optional(),
  nameEn: z.string().optional(),
};

/** A row of what lies below a node: another node, or a household. */
export function nodeRow<F extends z.core.$ZodLooseShape>(figures: F) {
  return z.strictObject({
    ...named,
    ...figures,
    /** Of a household. */
    number: z.string().optional(),
    address: z.string().optional(),
  });
}

/** A node on the way from where whoever asks begins; `node` is how it is asked for. */
export const crumb = z.strictObject({ ...named, node: z.string() });

/** Where a report of nodes stands in the city. */
export const ofNode = {
  /** From the city, or the branch of whoever asks, down to what is summed up. */
  path: z.array(crumb).readonly(),
  /** What the rows are. */
  level: z.enum(LEVELS),
};

/** `branch/station/building`, as far down as is asked; left out: all within reach. */
export const askedNode = line(250).regex(NODE, "not-a-node").optional();

/** Some days of the books, each left to the report where it is left out; see `inOrder`. */
export const askedDays = {
  from: cityDate.optional(),
  /** Included; left out: today. */
  to: cityDate.optional(),
};

/** Refuses days that end before they begin: `ends-before-it-begins`. */
export function inOrder({ from, to }: { from?: CityDate | undefined; to?: CityDate | undefined }) {
  return !from || !to || daysInclusive(from, to) > 0;
}

/** What a report of a season, as of a day, is asked for by. */
export const askedOfSeason = {
  /** Left out: the newest. */
  season: line(20).optional(),
  /** 截至: what was booked until then, that day included; left out: today. */
  day: cityDate.optional(),
  node: askedNode,
};

export const pageOfHouseholds = {
  /** Households to pass over. */
  skip: z.coerce.number().int().min(0).max(1_000_000).optional(),
};

/** The answer of such a report: the whole, by price class, and by what lies below the node. */
export function answerOfSeason<F extends z.core.$ZodLooseShape>(figures: F) {
  return z.strictObject({
    ...standing,
    season: z.string(),
    /** All that were ever charged, the newest first. */
    seasons: z.array(z.string()).readonly(),
    day: z.string(),
    ...ofNode,
    total: z.strictObject(figures),
    /** Each household is in one: of several classes in that of them all, joined by `+`. */
    classes: z.array(z.strictObject({ priceClass: z.string(), ...figures })).readonly(),
    rows: z.array(nodeRow(figures)).readonly(),
    /** There are more households: how many rows to pass over for the next page. */
    next: z.int().min(1).nullable(),
    /** Rows that do not agree with themselves; null: the whole does not. */
    disagreements: z.array(z.string().nullable()).readonly(),
  });
}

/** Whose rows such an answer shows. */
export const readsHouseholds = {
  what: "household",
  list: true,
  of: ({ answer }: { answer: { level: string; rows: readonly { id: string }[] } }) =>
    answer.level === "household" ? shownRows("households", answer.rows) : [],
} as const;
