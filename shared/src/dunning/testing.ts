import { fen } from "../kernel/money.ts";
import { instantOf, type CityDate } from "../kernel/time.ts";
import type { OpenItem } from "../ledger/account.ts";
import type { StepKind } from "../catalogue/dunning-rule.ts";
import { DEFAULT_LADDER } from "./ladder.ts";
import type { Delivery, DunningEvent, DunningFact } from "./model.ts";
import type { DunningGrounds } from "./standing.ts";

/** For tests only. */

/** 2,675 yuan of the season 2025-2026, due on 2026-01-01. */
export function openItem(over: Partial<OpenItem> = {}): OpenItem {
  const amount = { amountFen: fen(267_500), openFen: fen(267_500) };
  const of = { itemId: "e1/1", season: "2025-2026", fee: "heat", dueOn: "2026-01-01" } as const;
  return { ...of, ...amount, ...over };
}

/** The same of a season of the system before: nobody knows when it was due. */
export function takenOver(season: string): OpenItem {
  const { dueOn: _, ...item } = openItem({ itemId: "o/1", season });
  return item;
}

let count = 0;

export function event(
  on: CityDate,
  fact: DunningFact,
  over: Partial<DunningEvent> = {},
): DunningEvent {
  count += 1;
  const by = { byId: "f", byName: "收费员", at: instantOf(count) };
  return { id: `d${count}`, rev: 1, accountId: "h0", on, ...by, fact, attachments: [], ...over };
}

export function stepTaken(
  on: CityDate,
  step: StepKind,
  { delivery = "in-person", itemIds = ["e1/1"] }: { delivery?: Delivery; itemIds?: string[] } = {},
): DunningEvent {
  return event(on, { kind: "step", step, itemIds, amountFen: fen(267_500), delivery });
}

export function grounds(over: Partial<DunningGrounds> = {}): DunningGrounds {
  const none = { planned: new Set<string>(), events: [], stream: [], derived: [] };
  return { ladder: DEFAULT_LADDER, items: [openItem()], ...none, ...over };
}
