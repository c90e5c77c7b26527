import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, instant, line, reason } from "../api/fields.ts";
import { fenBetween, heatBetween, priceBetween } from "../api/unit-fields.ts";
import { TEMPERATURE } from "../kernel/written-number.ts";
import { askedAnswer, previewedAnswer, readsRequest, withFiles } from "../requests/api.ts";
import { BEARERS, CATALOGUE_LISTS } from "./catalogue.ts";
import { dunningRule } from "./dunning-rule-api.ts";
import { HEAT_UNITS } from "./metered-rule.ts";
import { cataloguePermissions } from "./permissions.ts";
import { fitsAll } from "./vat-rule.ts";

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

/** As codes look that stored documents have: `metered-kwh`. */
export const code = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, "not-a-code");

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

/** Each more than the one before. */
function isRising(numbers: readonly number[]): boolean {
  return numbers.every((one, at) => at === 0 || numbers[at - 1]! < one);
}

const height = z.int().min(2_000).max(20_000);
/** Up to twice the charge again. */
const share = priceBetween(1, 2_000_000);
const overHeight = { kind: z.literal("over-height") };
const overHeightForm = z.discriminatedUnion("form", [
  z.strictObject({ ...overHeight, form: z.literal("ratio"), aboveMm: height }),
  z
    .strictObject({
      ...overHeight,
      form: z.literal("steps"),
      aboveMm: height,
      stepMm: z.int().min(10).max(5_000),
      share10k: share,
      maxShare10k: share,
    })
    .refine(({ share10k, maxShare10k }) => share10k <= maxShare10k, {
      path: ["maxShare10k"],
      message: "most-below-one",
    }),
  z.strictObject({
    ...overHeight,
    form: z.literal("bands"),
    bands: z
      .array(z.strictObject({ aboveMm: height, share10k: share }))
      .min(1)
      .max(10)
      .refine((bands) => isRising(bands.map(({ aboveMm }) => aboveMm)), "bands-not-rising")
      .readonly(),
  }),
]);
/** Never on late fees themselves: no interest on interest. */
const lateFee = z.strictObject({
  kind: z.literal("late-fee"),
  share10k: priceBetween(1, 10_000),
  graceDays: z.int().min(0).max(365),
  maxShare10k: priceBetween(1, 1_000_000),
  fees: z
    .array(code.refine((fee) => fee !== "late-fee", "late-fee-on-late-fee"))
    .min(1)
    .max(10)
    .readonly(),
});
const metered = z.strictObject({
  kind: z.literal("metered"),
  basic: z.discriminatedUnion("form", [
    z.strictObject({ form: z.literal("share"), share10k: priceBetween(1, 1_000_000) }),
    z.strictObject({
      form: z.enum(["billing-area", "usable-area"]),
      price10k: priceBetween(1, 10_000_000),
    }),
  ]),
  heatUnit: z.enum(HEAT_UNITS),
  price10k: priceBetween(1, 10_000_000),
  capped: z.boolean(),
  usualMilli: heatBetween(1, 1_000_000),
  mostTimes: z.int().min(1).max(20),
});
const vat = z.strictObject({
  kind: z.literal("vat"),
  rates: z
    .array(
      z.strictObject({
        priceClass: code.optional(),
        fee: code.optional(),
        share10k: priceBetween(0, 1_000_000),
      }),
    )
    .min(1)
    .max(20)
    .refine((rates) => rates.findIndex(fitsAll) === rates.length - 1, "last-rate-fits-all")
    .readonly(),
});
const stopTerms = z.strictObject({
  kind: z.literal("stop-terms"),
  noticeDays: z.int().min(0).max(365),
  partSeason: z.boolean(),
  pastPaid: z.boolean(),
  documents: z.array(line(40)).max(10).readonly(),
});
const rule = z.strictObject({
  ...named,
  from: cityDate,
  rule: z.union([
    z.strictObject({ kind: z.literal("whole-yuan") }),
    lateFee,
    metered,
    stopTerms,
    vat,
    dunningRule,
    overHeightForm,
  ]),
});

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
