import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, instant, line, reason } from "../api/fields.ts";
import { fenBetween, priceBetween } from "../api/unit-fields.ts";
import { TEMPERATURE } from "../kernel/written-number.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { BEARERS, CATALOGUE_LISTS } from "./catalogue.ts";
import { chargingRule, isRising } from "./charging-rule-api.ts";
import { code } from "./code-api.ts";
import { cataloguePermissions } from "./permissions.ts";

/** HTTP status of each refusal of this domain. */
export const catalogueRefusals = {
  "not-in-catalogue": 422,
  "not-offered": 422,
  "catalogue-moved": 409,
  "catalogue-same": 422,
  "meaning-fixed": 422,
  "row-names-unknown": 422,
  "name-taken": 422,
  "days-wrong": 422,
  "day-past": 422,
  "rules-overlap": 422,
} as const;

/** Of whatever uses a code from a day on. */
export const offerRefusals = ["not-in-catalogue", "not-offered"] as const;

const named = {
  code,
  zh: line(20),
  en: line(40),
  from: cityDate.optional(),
  until: cityDate.optional(),
};
const priceClass = z.strictObject(named);
const houseType = z.strictObject({ ...named, priceClass: code });
const unit = z.strictObject({ ...named, symbol: line(10) });
const component = z.strictObject({
  ...named,
  unitCode: code,
  price: z.enum(["yuan", "share"]),
  fee: code,
});

const rule = z.strictObject({ ...named, from: cityDate, rule: chargingRule });

const dayShare = priceBetween(1, 1_000_000);
const heatRefund = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("outage"),
    overHours: z.int().min(0).max(720),
    partDay: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal("cold"),
    bands: z
      .array(
        z.strictObject({
          belowDeci: z.int().min(TEMPERATURE.min).max(TEMPERATURE.max),
          share10k: dayShare,
        }),
      )
      .min(1)
      .max(10)
      .refine((bands) => isRising(bands.map(({ belowDeci }) => belowDeci)), "degrees-not-rising")
      .refine(
        (bands) => isRising(bands.map(({ share10k }) => share10k).toReversed()),
        "shares-not-falling",
      )
      .readonly(),
  }),
]);
const relief = z
  .strictObject({
    ...named,
    borneBy: z.enum(BEARERS),
    price10k: priceBetween(1, 1_000_000).optional(),
    lateFees: z.literal(true).optional(),
    refund: heatRefund.optional(),
  })
  .refine(({ price10k, lateFees, refund }) => refund === undefined || !(price10k ?? lateFees), {
    path: ["refund"],
    message: "rate-or-refund",
  });

const service = z.strictObject({ ...named, fee: code, priceFen: fenBetween(1, 10_000_000) });

const change = z.discriminatedUnion("list", [
  z.strictObject({ list: z.literal("priceClasses"), row: priceClass }),
  z.strictObject({ list: z.literal("houseTypes"), row: houseType }),
  z.strictObject({ list: z.literal("components"), row: component }),
  z.strictObject({ list: z.literal("units"), row: unit }),
  z.strictObject({ list: z.literal("rules"), row: rule }),
  z.strictObject({ list: z.literal("reliefs"), row: relief }),
  z.strictObject({ list: z.literal("services"), row: service }),
]);

const catalogue = z.strictObject({
  version: z.int(),
  priceClasses: z.array(priceClass).readonly(),
  houseTypes: z.array(houseType).readonly(),
  components: z.array(component).readonly(),
  units: z.array(unit).readonly(),
  rules: z.array(rule).readonly(),
  reliefs: z.array(relief).readonly(),
  services: z.array(service).readonly(),
});

export const readCatalogue = endpoint({
  name: "catalogue.read",
  method: "get",
  path: "/api/catalogue",
  permit: cataloguePermissions.read,
  summary:
    "The charging catalogue: classes, house types, components, units, rules, reliefs, services",
  answer: catalogue,
  refusals: [],
});

const count = z.int().min(0);

export const reviewCatalogue = endpoint({
  name: "catalogue.review",
  method: "get",
  path: "/api/catalogue/versions",
  permit: cataloguePermissions.review,
  summary: "How much of what is on file uses each row, and the versions of the catalogue made",
  answer: z.strictObject({
    used: z.array(
      z.strictObject({
        list: z.enum(CATALOGUE_LISTS),
        code,
        /** With a space of it on file. */
        households: count,
        /** Prices that hold, held or will. */
        tariffs: count,
      }),
    ),
    /** Newest first; version 1 is the program's own. */
    versions: z.array(
      z.strictObject({
        version: z.int(),
        changed: z.array(z.string()).readonly(),
        reason: z.string(),
        at: instant,
        byName: z.string(),
        requestId: z.string().optional(),
      }),
    ),
  }),
  refusals: [],
});

const refusals = [
  "catalogue-moved",
  "catalogue-same",
  "meaning-fixed",
  "row-names-unknown",
  "name-taken",
  "days-wrong",
  "day-past",
  "rules-overlap",
] as const;

const proposal = z.strictObject({
  base: z.int().min(1).max(1_000_000),
  changes: z.array(change).min(1).max(50),
  reason,
});

export const previewCatalogue = endpoint({
  name: "catalogue.preview",
  method: "post",
  key: false,
  path: "/api/catalogue/preview",
  permit: cataloguePermissions.ask,
  summary: "What another version of the catalogue would have otherwise; writes nothing",
  body: proposal,
  answer: previewedAnswer,
  refusals,
});

export const askCatalogue = endpoint({
  name: "catalogue.ask-change",
  method: "post",
  path: "/api/catalogue/request",
  permit: cataloguePermissions.ask,
  summary: "Asks for a new version of the catalogue; undone by asking for the rows as they were",
  body: proposal.extend(withFiles),
  reads: readsRequest,
  answer: askedAnswer,
  refusals: [...refusals, "request-pending", "file-not-found"],
});
