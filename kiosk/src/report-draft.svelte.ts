import { newKey } from "@warmline/shared/client/key.ts";
import type { KioskLookup, KioskReportBody } from "@warmline/shared/kiosk/api.ts";
import { tForStaff, type MessageKey } from "./messages.svelte.ts";

export type Category = KioskReportBody["category"];
export type Where = "proven" | "number" | "address" | "none";
export type Question =
  | "category"
  | "severe"
  | "where"
  | "verify"
  | "number"
  | "address"
  | "outage"
  | "phone"
  | "description"
  | "review";

type Phrase = Extract<MessageKey, `kiosk.phrase-${string}`>;

/** What people report most, by category: touched instead of typed, as a kiosk has no pinyin. */
export const PHRASES: Readonly<Record<Category, readonly Phrase[]>> = {
  "not-warm": [
    "kiosk.phrase-cold-all",
    "kiosk.phrase-cold-some",
    "kiosk.phrase-cold-16",
    "kiosk.phrase-cold-days",
    "kiosk.phrase-cold-night",
    "kiosk.phrase-cold-air",
  ],
  leak: [
    "kiosk.phrase-leak-radiator",
    "kiosk.phrase-leak-pipe",
    "kiosk.phrase-leak-public",
    "kiosk.phrase-leak-below",
    "kiosk.phrase-leak-closed",
  ],
  "no-heat-building": [
    "kiosk.phrase-building-today",
    "kiosk.phrase-cold-days",
    "kiosk.phrase-building-neighbours",
    "kiosk.phrase-building-public",
  ],
  "fee-question": [
    "kiosk.phrase-fee-area",
    "kiosk.phrase-fee-paid",
    "kiosk.phrase-fee-price",
    "kiosk.phrase-fee-invoice",
  ],
  "stop-restore": ["kiosk.phrase-stop", "kiosk.phrase-restore", "kiosk.phrase-other-call"],
  "private-alteration": [
    "kiosk.phrase-alter-radiators",
    "kiosk.phrase-alter-water",
    "kiosk.phrase-alter-valve",
  ],
  praise: ["kiosk.phrase-praise-quick", "kiosk.phrase-praise-kind", "kiosk.phrase-praise-fixed"],
  other: ["kiosk.phrase-other-noise", "kiosk.phrase-other-damage", "kiosk.phrase-other-call"],
};

const SEVERE = ["not-warm", "leak", "private-alteration", "other"] as const;
type SevereCategory = (typeof SEVERE)[number];

export function asksSevere(category: Category): category is SevereCategory {
  return (SEVERE as readonly string[]).includes(category);
}

/** The visit, as far as a report needs it. */
interface Proof {
  readonly id: string;
  /** The household that was proven in it. */
  readonly proven: KioskLookup | null;
}

export interface KeyedReport {
  readonly key: string;
  readonly body: KioskReportBody;
  /** The key of what was sent before it was changed. */
  readonly replaces?: string;
}

/** A report as it is being put together, one question after the other. */
export class ReportDraft {
  category = $state<Category | null>(null);
  severe = $state(false);
  /** Not by the outage that was told of. */
  keptApart = $state(false);
  where = $state<Where | null>(null);
  householdNumber = $state("");
  address = $state("");
  phone = $state("");
  phrases = $state<Phrase[]>([]);
  own = $state("");
  #sent: { readonly content: string; readonly key: string } | null = null;
  readonly #visit: Proof;

  constructor(visit: Proof) {
    this.#visit = visit;
  }

  toggle(phrase: Phrase): void {
    const has = this.phrases.includes(phrase);
    this.phrases = has ? this.phrases.filter((one) => one !== phrase) : [...this.phrases, phrase];
  }

  /**
   * A phone may stay open only where the household on file has one, or where the place is enough.
   */
  get phoneNeeded(): boolean {
    return this.where !== "proven";
  }

  get phoneComplete(): boolean {
    return /^(1[3-9]\d{9}|0\d{9,11})$/.test(this.phone);
  }

  get describesSomething(): boolean {
    return this.phrases.length > 0 || this.own.trim() !== "";
  }

  /** In Chinese, whatever language was touched: staff read it. What was typed stays as typed. */
  get description(): string {
    const said = this.phrases.map((phrase) => tForStaff(phrase));
    const own = this.own.trim();
    return [...said, ...(own === "" ? [] : [own])].join("；");
  }

  get place(): string | undefined {
    const number = this.where === "proven" ? this.#visit.proven?.number : this.householdNumber;
    if ((this.where === "proven" || this.where === "number") && number) {
      return tForStaff("kiosk.place-number", { number });
    }
    return this.where === "address" ? this.address.trim() : undefined;
  }

  /**
   * The content under a key of its own: sent again unchanged, it never makes a second case; what
   * was changed meanwhile is another report, in place of the one before.
   */
  keyed(): KeyedReport {
    const body = this.#body();
    const content = JSON.stringify(body);
    const before = this.#sent;
    if (before?.content === content) return { key: before.key, body };
    const key = newKey();
    this.#sent = { content, key };
    return before === null ? { key, body } : { key, body, replaces: before.key };
  }

  #body(): KioskReportBody {
    const grant = this.where === "proven" ? this.#visit.proven?.grant : undefined;
    const { category, severe, description, place, phone, keptApart } = this;
    return {
      category: category ?? "other",
      severe,
      description,
      ...(place === undefined ? {} : { place }),
      ...(phone === "" ? {} : { phone }),
      ...(grant === undefined ? {} : { grant, visit: this.#visit.id }),
      ...(keptApart && this.where === "proven" ? { keptApart } : {}),
    };
  }
}
