import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, id, instant, line, reason } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { heatBetween, heatField } from "../api/unit-fields.ts";
import { HEAT_UNITS } from "../catalogue/metered-rule.ts";
import { HEAT } from "../kernel/written-number.ts";
import { READING_SOURCES } from "./model.ts";
import { meteringPermissions } from "./permissions.ts";

/** HTTP status of each refusal of this domain. */
export const meteringRefusals = {
  "meter-unknown": 404,
  "meter-removed": 409,
  "meters-full": 422,
  "day-outside-meter": 422,
  "reading-unknown": 404,
  "already-corrected": 409,
  "reason-needed": 422,
  "no-metered-rule": 422,
  "figure-falls": 422,
  "figure-high": 422,
} as const;

const params = z.strictObject({ id });
const figureMilli = heatBetween(HEAT.min, HEAT.max);

const metersAnswer = z.strictObject({
  /** The newest first. */
  meters: z
    .array(
      z.strictObject({
        id: z.string(),
        number: z.string(),
        heatUnit: z.enum(HEAT_UNITS),
        installedOn: z.string(),
        removedOn: z.string().optional(),
        /** By their days, the newest first; those that were corrected, too. */
        readings: z
          .array(
            z.strictObject({
              id: z.string(),
              day: z.string(),
              figureMilli: heatField,
              source: z.enum(READING_SOURCES),
              corrects: z.string().optional(),
              /** By which reading; it counts no more. */
              correctedBy: z.string().optional(),
              estimate: z
                .strictObject({
                  ruleCode: z.string(),
                  catalogueVersion: z.int(),
                  days: z.int(),
                  seasonDays: z.int(),
                })
                .optional(),
              reason: z.string().optional(),
              at: instant,
              byName: z.string(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
});
export type MetersAnswer = z.output<typeof metersAnswer>;

export const readMeters = endpoint({
  name: "metering.of-household",
  method: "get",
  path: "/api/households/:id/meters",
  permit: meteringPermissions.read,
  summary: "A household's heat meters, removed ones too, with every reading",
  params,
  reads: { what: "household", of: ({ params: of }) => subjectsOf("households", [of.id]) },
  answer: metersAnswer,
  refusals: ["not-found"],
});

const madeAnswer = z.strictObject({ id: z.string() });

export const installMeter = endpoint({
  name: "metering.install",
  method: "post",
  path: "/api/households/:id/meters",
  permit: meteringPermissions.install,
  summary:
    "Installs a meter with its first figure, in place of another with its last; undone by removing",
  params,
  body: z.strictObject({
    number: line(60),
    heatUnit: z.enum(HEAT_UNITS),
    day: cityDate,
    figureMilli,
    /** 换表: the meter that is taken off on the same day, and what it shows. */
    replaces: z.strictObject({ meterId: id, figureMilli }).optional(),
    reason: reason.optional(),
  }),
  answer: madeAnswer,
  refusals: [
    "not-found",
    "alias-wrong",
    "day-ahead",
    "alias-taken",
    "meter-unknown",
    "day-outside-meter",
    "meter-removed",
    "figure-falls",
    "figure-high",
    "aliases-full",
    "meters-full",
  ],
});

export const removeMeter = endpoint({
  name: "metering.remove",
  method: "post",
  path: "/api/households/:id/meters/remove",
  permit: meteringPermissions.install,
  summary: "Takes a meter off with its last figure; undone by installing it again",
  params,
  body: z.strictObject({ meterId: id, day: cityDate, figureMilli, reason }),
  answer: madeAnswer,
  refusals: [
    "not-found",
    "meter-unknown",
    "day-ahead",
    "day-outside-meter",
    "meter-removed",
    "figure-falls",
    "figure-high",
  ],
});

export const recordReading = endpoint({
  name: "metering.record",
  method: "post",
  path: "/api/households/:id/readings",
  permit: meteringPermissions.record,
  summary: "What a meter showed, an estimate of it, or a reading in place of a wrong one",
  params,
  body: z.strictObject({
    meterId: id,
    day: cityDate,
    /** Left out: it is estimated. */
    figureMilli: figureMilli.optional(),
    /** 更正: the reading in whose place it stands. */
    corrects: id.optional(),
    /** Of a correction, and of what is unlikely. */
    reason: reason.optional(),
  }),
  answer: madeAnswer,
  refusals: [
    "not-found",
    "meter-unknown",
    "day-ahead",
    "day-outside-meter",
    "reading-unknown",
    "already-corrected",
    "reason-needed",
    "no-metered-rule",
    "figure-falls",
    "figure-high",
  ],
});
