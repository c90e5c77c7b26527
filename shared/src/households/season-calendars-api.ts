import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { instant, rev } from "../api/fields.ts";
import { tariffPermissions } from "./permissions.ts";

export const seasonDaysAnswer = z.strictObject({
  from: z.string(),
  /** Inclusive. */
  to: z.string(),
  days: z.int(),
});

const calendar = z.strictObject({
  id: z.string(),
  rev,
  season: z.string(),
  /** A branch, station or building, or `city`, with its name. */
  placeId: z.string(),
  place: z.string().nullable(),
  versions: z
    .array(
      z.strictObject({
        version: z.int(),
        /** Null: as where the place lies. */
        days: seasonDaysAnswer.nullable(),
        evidence: z.string(),
        reason: z.string(),
        requestId: z.string().optional(),
        at: instant,
        byName: z.string(),
      }),
    )
    .readonly(),
});
export type SeasonCalendarRow = z.output<typeof calendar>;

export const listSeasonCalendars = endpoint({
  name: "seasons.list-calendars",
  method: "get",
  path: "/api/season-calendars",
  permit: tariffPermissions.read,
  summary: "How seasons were lengthened or shortened, for the city or one place, by season",
  answer: z.array(calendar),
  refusals: [],
});
