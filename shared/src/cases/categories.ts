export const URGENCIES = ["normal", "urgent", "critical"] as const; // 一般 紧急 特急
export type Urgency = (typeof URGENCIES)[number];

/** Hours on the clock, or hours of the working calendar. */
export type Hours = { readonly clock: number } | { readonly work: number };

interface CategoryRules {
  readonly zh: string;
  readonly en: string;
  /**
   * Two reports from one household belong to one case when their categories are of one family. Null
   * for praise and what fits no category: two of them need not be about the same thing.
   */
  readonly family: string | null;
  /** Can be settled at the desk; the others need somebody on the spot. */
  readonly atDesk: boolean;
  /** Done only with a reading, a picture or the reason why nobody was let in. */
  readonly proved?: boolean;
  /**
   * How urgent a resident's own report is, and when it is one of danger or hardship. Water and
   * whole buildings do not wait; the rest is urgent when it is a hardship.
   */
  readonly reported: { readonly usual: Urgency; readonly severe: Urgency };
  /**
   * 时限: how long it may take by the first policy (policy-seed.ts). Water and cold do not wait for
   * Monday: leaks, buildings without heat and everything critical run on the clock. Recommended
   * values, for the utility to confirm; a visit within six hours is what Beijing 96069 promises.
   */
  readonly allowed: Readonly<Record<Urgency, Hours>>;
  /** In the heating season, where that is different. */
  readonly heating?: Readonly<Record<Urgency, Hours>>;
}

/** 类别: all that tells one category from another; the next one is one more row. */
const rows = {
  "not-warm": {
    zh: "不热",
    en: "Not warm",
    family: "heat",
    atDesk: false,
    proved: true,
    reported: { usual: "normal", severe: "urgent" },
    allowed: { normal: { work: 9 }, urgent: { work: 4 }, critical: { clock: 4 } },
    heating: { normal: { clock: 12 }, urgent: { clock: 6 }, critical: { clock: 4 } },
  },
  leak: {
    zh: "漏水",
    en: "Leak",
    family: "leak",
    atDesk: false,
    reported: { usual: "urgent", severe: "critical" },
    allowed: { normal: { clock: 4 }, urgent: { clock: 2 }, critical: { clock: 1 } },
  },
  "no-heat-building": {
    zh: "整楼无暖",
    en: "No heat in the building",
    family: "heat",
    atDesk: false,
    reported: { usual: "urgent", severe: "urgent" },
    allowed: { normal: { clock: 6 }, urgent: { clock: 4 }, critical: { clock: 2 } },
  },
  "fee-question": {
    zh: "费用咨询",
    en: "Fee question",
    family: "fee",
    atDesk: true,
    reported: { usual: "normal", severe: "normal" },
    allowed: { normal: { work: 18 }, urgent: { work: 9 }, critical: { clock: 8 } },
  },
  "stop-restore": {
    zh: "报停复热",
    en: "Stop or restore",
    family: "stop-restore",
    atDesk: true,
    reported: { usual: "normal", severe: "normal" },
    allowed: { normal: { work: 27 }, urgent: { work: 9 }, critical: { clock: 8 } },
  },
  "private-alteration": {
    zh: "私改举报",
    en: "Private alteration",
    family: "alteration",
    atDesk: false,
    reported: { usual: "normal", severe: "urgent" },
    allowed: { normal: { work: 45 }, urgent: { work: 18 }, critical: { clock: 24 } },
  },
  // Somebody waits to be called: taken on the phone, kept in the order in which it was asked for.
  callback: {
    zh: "回电",
    en: "Callback",
    family: "callback",
    atDesk: true,
    reported: { usual: "normal", severe: "normal" },
    allowed: { normal: { work: 4 }, urgent: { work: 2 }, critical: { clock: 2 } },
  },
  praise: {
    zh: "表扬",
    en: "Praise",
    family: null,
    atDesk: true,
    reported: { usual: "normal", severe: "normal" },
    allowed: { normal: { work: 45 }, urgent: { work: 18 }, critical: { clock: 24 } },
  },
  other: {
    zh: "其他",
    en: "Other",
    family: null,
    atDesk: true,
    reported: { usual: "normal", severe: "urgent" },
    allowed: { normal: { work: 18 }, urgent: { work: 9 }, critical: { clock: 8 } },
  },
} as const satisfies Readonly<Record<string, CategoryRules>>;

export type CaseCategory = keyof typeof rows;
export const CATEGORIES: Readonly<Record<CaseCategory, CategoryRules>> = rows;
/** In the order in which forms offer them. */
export const CASE_CATEGORIES = Object.keys(rows) as readonly CaseCategory[];

type Names<Language extends "zh" | "en"> = {
  readonly [
    Category in CaseCategory as `cases.category.${Category}`
  ]: (typeof rows)[Category][Language];
};

/** What the catalogue of a language says of them, by `cases.category.<category>`. */
export function categoryNames<Language extends "zh" | "en">(language: Language): Names<Language> {
  const named = CASE_CATEGORIES.map((one) => [`cases.category.${one}`, rows[one][language]]);
  return Object.fromEntries(named) as Names<Language>;
}
