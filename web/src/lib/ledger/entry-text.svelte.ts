import type { EntryAnswer } from "@warmline/shared/ledger/api.ts";
import { t } from "../messages.svelte.ts";

/** What an entry is about, in a few description: seasons, method, receipt. */
export function entryText({ detail }: EntryAnswer): string {
  switch (detail.kind) {
    case "opening":
      return seasonList(detail.balances.map((one) => one.season));
    case "charge":
      return detail.season;
    case "payment":
      return `${t(`ledger.method.${detail.method}`)} · ${detail.receiptNumber}`;
    case "applied":
      return seasonList(detail.allocations.map((one) => one.season));
    case "reversal":
      return t("console.entry.reverses", { kind: t(`ledger.kind.${detail.of}`) });
    case "settled":
      return seasonList(detail.moves.map((one) => one.season));
  }
}

function seasonList(seasons: readonly string[]): string {
  return seasons.join(t("console.list-comma"));
}

/** What the entry did to what the household owes and has prepaid: positive is more to pay. */
export function entryEffect(entry: EntryAnswer): number {
  let sum = 0;
  for (const { account, amountFen } of entry.lines) {
    if (account === "receivable" || account === "prepaid") sum += amountFen;
  }
  return sum;
}
