import { orgPermissions, tariffPermissions } from "./permissions.ts";
import { z } from "zod";
import { offerRefusals } from "../catalogue/api.ts";
import { code } from "../catalogue/code-api.ts";
import { PRICE } from "../kernel/written-number.ts";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, done, id, instant, line, reason, rev, seasonName } from "../api/fields.ts";
import { priceBetween, priceField } from "../api/unit-fields.ts";

/** HTTP status of each refusal about seasons and prices. */
export const priceRefusals = {
  "season-taken": 409,
  "season-overlaps": 422,
  "season-dates-wrong": 422,
  "season-in-use": 409,
  "season-days-same": 422,
  "place-unknown": 422,
  "share-too-large": 422,
  "tariff-not-later": 422,
  "tariff-in-force": 409,
  "tariff-withdrawn": 409,
  "tariff-same": 422,
  "tariff-corrected-often": 422,
} as const;

const season = z.strictObject({
  id: z.string(),
  rev,
  from: z.string(),
  to: z.string(),
  days: z.int(),
});
export type SeasonRow = z.output<typeof season>;

export const listSeasons = endpoint({
  name: "seasons.list",
  method: "get",
  path: "/api/seasons",
  permit: orgPermissions.read,
  summary: "Heating seasons, newest first",
  answer: z.array(season),
  refusals: [],
});

export const openSeason = endpoint({
  name: "seasons.open",
  method: "post",
  path: "/api/seasons",
  permit: tariffPermissions.write,
  summary: "A new heating season that overlaps no other",
  body: z.strictObject({ name: seasonName, from: cityDate, to: cityDate }),
  answer: season,
  refusals: ["season-taken", "season-dates-wrong", "season-overlaps"],
});

const tariff = z.strictObject({
  id: z.string(),
  rev,
  component: z.string(),
  priceClass: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  price10k: priceField,
  approvedBy: z.string(),
  /** What it said before each correction, oldest first. */
  former: z
    .array(
      z.strictObject({
        price10k: priceField,
        approvedBy: z.string(),
        correctedAt: instant,
        correctedBy: z.string(),
        reason: z.string(),
      }),
    )
    .readonly(),
});
export type TariffRow = z.output<typeof tariff>;

export const listTariffs = endpoint({
  name: "tariffs.list",
  method: "get",
  path: "/api/tariffs",
  permit: tariffPermissions.read,
  summary: "Prices by component and class, newest first",
  answer: z.array(tariff),
  refusals: [],
});

const price10k = priceBetween(PRICE.min, PRICE.max);
const approvedBy = line(60);

export const setTariff = endpoint({
  name: "tariffs.set",
  method: "post",
  path: "/api/tariffs",
  permit: tariffPermissions.write,
  summary: "A price of a component and class from a day on; closes the one before",
  body: z.strictObject({
    component: code.default("heat"),
    priceClass: code,
    from: cityDate,
    price10k,
    approvedBy,
    reason: reason.optional(),
  }),
  answer: tariff,
  refusals: [...offerRefusals, "share-too-large", "tariff-not-later"],
});

export const withdrawTariff = endpoint({
  name: "tariffs.withdraw",
  method: "post",
  path: "/api/tariffs/withdraw",
  permit: tariffPermissions.write,
  summary: "Takes back a price that does not hold yet; the one before goes on",
  body: z.strictObject({ id, rev, reason }),
  answer: done,
  refusals: ["not-found", "tariff-in-force"],
});

export const correctTariff = endpoint({
  name: "tariffs.correct",
  method: "post",
  path: "/api/tariffs/correct",
  permit: tariffPermissions.write,
  summary: "Puts a mistyped price right, also in force; what it said before is kept",
  body: z.strictObject({ id, rev, price10k, approvedBy, reason }),
  answer: tariff,
  refusals: [
    "not-found",
    "share-too-large",
    "tariff-withdrawn",
    "tariff-same",
    "tariff-corrected-often",
  ],
});
