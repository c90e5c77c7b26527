import type { MeteredRule } from "../catalogue/metered-rule.ts";
import { PILOT } from "../catalogue/metered-testing.ts";
import { areaMilli } from "../kernel/area.ts";
import { heatMilli } from "../kernel/heat.ts";
import { price10k } from "../kernel/price.ts";
import { advanceOf } from "./advance.ts";
import { KINDS, type Entry } from "./entry.ts";
import { sumFen } from "./lines.ts";
import { meteredCost } from "./metered-cost.ts";
import { standingEntries } from "./standing-entries.ts";
import type { Book } from "./testing.ts";

/** For tests only: seasons settled by a meter that counted so many kWh. */

/** 103.47 m² by the pilot's rule, unless told otherwise; kWh between 1000 and what they come to. */
type SettleArguments = [
  season: string,
  kwh: number,
  over?: Partial<Omit<MeteredRule, "price10k">> & { readonly price10k?: number },
  settlement?: "meter" | "two-part",
];

export function trySettle(
  book: Book,
  ...[
    season,
    kwh,
    { price10k: price = 1_500, ...over } = {},
    settlement = "two-part",
  ]: SettleArguments
) {
  const charge = standingEntries(book.entries).find(
    ({ detail, lines }) => detail.kind === "charge" && lines[0]?.season === season,
  );
  if (charge?.detail.kind !== "charge") return { ok: false as const, code: "not-found" };
  const { detail } = charge;
  const advance = advanceOf({ ...charge, detail }, [
    { id: "s1", settlement, usableAreaMilli: areaMilli(90_000) },
  ]);
  if (advance === null) return { ok: false as const, code: "not-found" };
  const { prepaid, twoPart } = advance;
  const from = { day: "2025-10-20", figureMilli: heatMilli(1_000_000) };
  const to = { day: "2026-04-02", figureMilli: heatMilli(1_000_000 + kwh * 1_000) };
  const meters = [{ number: "7000001", from, to }];
  const rule = { ...PILOT, ...over, price10k: price10k(price) };
  const source = { ruleCode: "pilot", catalogueVersion: 2, rule };
  const cost = meteredCost({ prepaidFen: sumFen(prepaid), meters, twoPart }, source);
  const input = { entryId: book.nextId, season, dueOn: "2026-04-20", prepaid, cost };
  return KINDS.settlement.decide(book.whole, input);
}

export function settle(book: Book, ...of: SettleArguments): Entry {
  return book.post(trySettle(book, ...of));
}
