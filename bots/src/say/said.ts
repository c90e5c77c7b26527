import type { CaseCategory } from "@warmline/shared/cases/categories.ts";
import type { CaseState } from "@warmline/shared/cases/model.ts";
import type { IncidentKind } from "@warmline/shared/incidents/kinds.ts";
import type { Fen } from "@warmline/shared/kernel/money.ts";
import type { CityDate, Instant } from "@warmline/shared/kernel/time.ts";
import type { FeeId } from "@warmline/shared/ledger/fees.ts";
import type { PaymentMethod } from "@warmline/shared/ledger/lines.ts";
import type { ValuesFor } from "@warmline/shared/messages/format.ts";
import type { bots } from "../messages.zh.ts";

export type SentenceKey = keyof typeof bots;

/** What the domains have words for already. */
export type NamedKey =
  | `cases.category.${CaseCategory}`
  | `cases.state.${CaseState}`
  | `incidents.kind.${IncidentKind}`
  | `ledger.fee.${FeeId}`
  | `ledger.method.${PaymentMethod}`;

/** A value within a sentence, by what it is: whoever renders it says or writes it accordingly. */
export type Said =
  | { readonly kind: "money"; readonly amount: Fen }
  | { readonly kind: "moment"; readonly at: Instant }
  | { readonly kind: "day"; readonly date: CityDate }
  /** The time of the day alone. */
  | { readonly kind: "time"; readonly at: Instant }
  /** `2025-2026`. */
  | { readonly kind: "season"; readonly season: string }
  /** Of a household, a case, a phone: told digit by digit. */
  | { readonly kind: "number"; readonly digits: string }
  /** What comes of this turn's intent at that place: the case's number, how many are ahead. */
  | { readonly kind: "outcome"; readonly intent: number; readonly of?: "ahead" }
  | { readonly kind: "count"; readonly count: number }
  /** As written: `103.47`. */
  | { readonly kind: "decimal"; readonly written: string }
  /** Masked: `张*`. */
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "text"; readonly text: string }
  /** What has a name of its own in each language: a hall, what it serves. */
  | { readonly kind: "label"; readonly zh: string; readonly en: string }
  | { readonly kind: "named"; readonly key: NamedKey }
  | { readonly kind: "reply"; readonly reply: Reply };

/** A sentence to be said: a key of the catalogue with its values, in no language yet. */
export interface Reply {
  readonly say: SentenceKey;
  readonly with?: Readonly<Record<string, Said>>;
}

type Texts = typeof bots;
type SaidFor<K extends SentenceKey> =
  [] extends ValuesFor<Texts[K]>
    ? []
    : [values: Readonly<Record<keyof ValuesFor<Texts[K]>[0], Said>>];

/** The sentence of `key`, with all the values that its text names. */
export function say<K extends SentenceKey>(key: K, ...given: SaidFor<K>): Reply {
  const [values]: readonly Reply["with"][] = given;
  return values === undefined ? { say: key } : { say: key, with: values };
}

export const money = (amount: Fen): Said => ({ kind: "money", amount });
export const moment = (at: Instant): Said => ({ kind: "moment", at });
export const time = (at: Instant): Said => ({ kind: "time", at });
export const season = (name: string): Said => ({ kind: "season", season: name });
export const number = (digits: string): Said => ({ kind: "number", digits });
export const outcome = (intent: number): Said => ({ kind: "outcome", intent });
export const outcomeAhead = (intent: number): Said => ({ kind: "outcome", intent, of: "ahead" });
export const count = (many: number): Said => ({ kind: "count", count: many });
export const decimal = (written: string): Said => ({ kind: "decimal", written });
export const text = (words: string): Said => ({ kind: "text", text: words });
export const label = (zh: string, en: string): Said => ({ kind: "label", zh, en });
export const named = (key: NamedKey): Said => ({ kind: "named", key });
export const within = (reply: Reply): Said => ({ kind: "reply", reply });

/** What came of one intent, as far as it is told. */
export interface Outcome {
  readonly number?: string | undefined;
  /** Of a queue ticket: people before it. */
  readonly ahead?: number | undefined;
}

/** The replies with what came of the turn's intents, by their places. */
export function withOutcomes(replies: readonly Reply[], outcomes: readonly Outcome[]): Reply[] {
  const settled = (one: Said): Said => {
    if (one.kind === "reply") return within(settledReply(one.reply));
    if (one.kind !== "outcome") return one;
    const came = outcomes[one.intent];
    return one.of === "ahead" ? count(came?.ahead ?? 0) : number(came?.number ?? "");
  };
  const settledReply = (reply: Reply): Reply => {
    const values = Object.entries(reply.with ?? {}).map(([name, one]) => [name, settled(one)]);
    return reply.with === undefined ? reply : { say: reply.say, with: Object.fromEntries(values) };
  };
  return replies.map(settledReply);
}
