import { casePermissions } from "../cases/permissions.ts";
import { hallPermissions } from "../hall/permissions.ts";
import { kioskPermissions } from "./permissions.ts";
import { z } from "zod";
import type { CaseCategory } from "../cases/categories.ts";
import { endpoint } from "../api/endpoint.ts";
import { CALL_LANGUAGES } from "../hall/model.ts";
import { slip } from "../hall/rows.ts";
import { kind as incidentKind } from "../incidents/rows.ts";
import { id, instant, line, phoneText, text } from "../api/fields.ts";
import { areaField, fenField, priceField } from "../api/unit-fields.ts";

/** What the self-service kiosk (自助机) asks for: only a paired kiosk may. */

const count = z.number().int().min(0);
/**
 * The kiosk's own random id of one resident's visit. A proof holds in its visit alone; a kiosk
 * whose page is older than this field names none.
 */
const visit = id.optional();

const kioskService = z.object({
  id,
  series: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  waiting: count,
  openCounters: count,
  /** What a number taken now would wait; null when no open counter serves it. */
  waitMinutes: z.object({ from: count, to: count }).nullable(),
});
export type KioskService = z.infer<typeof kioskService>;

export const kioskHome = endpoint({
  name: "kiosk.home",
  method: "get",
  path: "/api/kiosk/home",
  permit: kioskPermissions.lookup,
  summary: "The kiosk's hall with its services as they stand",
  answer: z.object({
    hallName: z.string(),
    hallNameEn: z.string(),
    serverTime: instant,
    services: z.array(kioskService),
  }),
  refusals: ["not-found"],
});
export type KioskHome = z.infer<typeof kioskHome.answer>;

const season = z.object({
  season: z.string(),
  chargedFen: fenField,
  relievedFen: fenField,
  writtenOffFen: fenField,
  paidFen: fenField,
  owedFen: fenField,
  /** From the system before: it alone knows why. */
  takenOver: z.boolean(),
  /** The same by fee. */
  fees: z
    .array(
      z.object({
        name: z.object({ zh: z.string(), en: z.string() }),
        chargedFen: fenField,
        owedFen: fenField,
      }),
    )
    .readonly(),
  /** What was charged is made of. */
  areas: z
    .array(
      z.object({
        label: z.string(),
        areaMilli: areaField,
        price10k: priceField,
        /** What its height adds to the charge; zero: nothing. */
        heightShare10k: priceField,
        amountFen: fenField,
      }),
    )
    .readonly(),
  /** Less for days without heat, and what is owed again since heat is back. */
  stops: z
    .array(
      z.object({
        kind: z.enum(["stop", "restore"]),
        label: z.string(),
        days: z.int(),
        seasonDays: z.int(),
        amountFen: fenField,
      }),
    )
    .readonly(),
  /** Added so that whole yuan are owed, or taken off; zero where nothing was. */
  roundedFen: fenField,
  /** 计量结算: what of the areas the fees by meter stand in the place of; zero: nothing. */
  advanceFen: fenField,
});

export const kioskLookup = endpoint({
  name: "kiosk.lookup",
  method: "post",
  key: false,
  path: "/api/kiosk/lookup",
  permit: kioskPermissions.lookup,
  rate: "guess",
  summary: "What a household owes and why, after a second factor; attempts are limited",
  body: z.strictObject({
    /** With the number: the last four digits of a phone on file. With the phone: of the number. */
    by: z.enum(["number", "phone"]),
    value: z.string().regex(/^\d{6,15}$/, "not-a-number-or-phone"),
    digits: z.string().regex(/^\d{4}$/, "not-four-digits"),
    visit,
  }),
  reads: { what: "account" },
  answer: z.object({
    /** Stands for the household in the next commands until it expires. */
    grant: z.string(),
    expiresAt: instant,
    number: z.string(),
    /** Masked. */
    name: z.string(),
    /** Partly masked. */
    address: z.string(),
    owedFen: fenField,
    onAccountFen: fenField,
    /** Of which payment how much is left: the number of its receipt, null for one taken over. */
    lots: z.array(z.object({ receipt: z.string().nullable(), leftFen: fenField })),
    seasons: z.array(season),
    sentence: z.object({ zh: z.string(), en: z.string() }),
  }),
  refusals: ["lookup-shut", "lookup-no-match"],
});
export type KioskLookup = z.infer<typeof kioskLookup.answer>;

/** What the page on which residents report offers. */
const REPORTED = [
  "not-warm",
  "leak",
  "no-heat-building",
  "fee-question",
  "stop-restore",
  "private-alteration",
  "praise",
  "other",
] as const satisfies readonly CaseCategory[];

const grant = line(400).optional();

const outage = z.object({
  id,
  kind: incidentKind,
  /** As people call what it affects. */
  places: z.string(),
  startedAt: instant,
  /** Null: it cannot be said yet. */
  returnAt: instant.nullable(),
});

export const kioskOutages = endpoint({
  name: "kiosk.outages",
  method: "post",
  key: false,
  rate: "read",
  path: "/api/kiosk/outages",
  permit: kioskPermissions.lookup,
  summary: "The known incidents inside which the proven household lies, told before it reports",
  body: z.strictObject({ grant: line(400), visit }),
  answer: z.object({ outages: z.array(outage) }),
  refusals: ["grant-expired"],
});
export type KioskOutage = z.infer<typeof outage>;

export const kioskReport = endpoint({
  name: "kiosk.report",
  method: "post",
  path: "/api/kiosk/reports",
  permit: casePermissions.file,
  summary: "Report a fault; the key is the report's own id, so sending it again is harmless",
  body: z.strictObject({
    category: z.enum(REPORTED),
    /** The answer to the one question asked about danger or hardship. */
    severe: z.boolean(),
    description: text(500),
    /** Where it is, when no household was looked up. */
    place: line(120).optional(),
    name: line(40).optional(),
    phone: phoneText.optional(),
    grant,
    visit,
    /** The household lies in an incident, and its report has another cause. */
    keptApart: z.boolean().optional(),
  }),
  answer: z.object({
    /** Only for who may know it: see `outcome`. */
    number: z.string().optional(),
    /**
     * `received` says no more than that: who has proven nothing but typed a phone number must not
     * learn whether that number has an open case.
     */
    outcome: z.enum(["filed", "attached", "repeated", "received"]),
    urgency: z.enum(["normal", "urgent", "critical"]),
  }),
  refusals: [
    "grant-expired",
    "who-or-where-missing",
    "phone-unknown",
    "too-many-files",
    "source-reused",
    "household-not-found",
    "file-not-found",
  ],
});
export type KioskReport = z.infer<typeof kioskReport.answer>;
export type KioskReportBody = z.input<NonNullable<typeof kioskReport.body>>;

export const kioskHandOver = endpoint({
  name: "kiosk.hand-over",
  method: "post",
  path: "/api/kiosk/refused-reports",
  permit: casePermissions.file,
  summary:
    "A report that was refused for its content and that nobody is there to mend, as it was " +
    "written: a case for the hall's staff. The key is the report's own",
  body: z.strictObject({
    category: z.string().max(40),
    severe: z.boolean(),
    /** All that was written, for people to read; cut where it is too long for a case. */
    said: z.string().max(20_000),
  }),
  answer: z.strictObject({ received: z.literal(true) }),
  refusals: [
    "phone-unknown",
    "too-many-files",
    "source-reused",
    "household-not-found",
    "file-not-found",
  ],
});

export const kioskNumber = endpoint({
  name: "kiosk.number",
  method: "post",
  path: "/api/kiosk/numbers",
  permit: hallPermissions.take,
  summary: "Take a number, one a service in one visit; answers what is printed on the slip",
  body: z.strictObject({
    serviceId: id,
    priority: z.enum(["normal", "senior"]),
    grant,
    visit,
    language: z.enum(CALL_LANGUAGES).optional(),
  }),
  answer: slip,
  refusals: [
    "grant-expired",
    "numbers-shut",
    "senior-numbers-shut",
    "not-found",
    "service-unknown",
    "service-inactive",
    "priority-not-allowed",
    "household-not-found",
    "series-used-up",
  ],
});

export const kioskRefusals = {
  "lookup-shut": 429,
  "lookup-no-match": 404,
  "grant-expired": 403,
  "who-or-where-missing": 422,
  "numbers-shut": 429,
  "senior-numbers-shut": 429,
} as const;
