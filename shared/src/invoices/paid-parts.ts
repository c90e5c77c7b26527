import type { VatRule } from "../catalogue/vat-rule.ts";
import { entryOfItem } from "../ledger/item-steps.ts";
import type { Entry } from "../ledger/entry.ts";
import type { Position } from "../ledger/position.ts";
import { atRates, classesOfItem } from "../ledger/vat.ts";
import type { InvoicePart } from "./parts.ts";

/** What must be known beside an account's whole stream. */
export interface Paying {
  /** By the payments in question: the rates of the day of their books. */
  readonly rules: ReadonlyMap<string, VatRule>;
  /** Left out: of every season. */
  readonly season?: string | undefined;
  /** The entry that made an item. */
  readonly madeBy: (entryId: string) => Entry | undefined;
}

/**
 * 已缴部分: what of payments pays items of an account now, by rates. Money that was taken back,
 * freed or refunded pays nothing any more; what is on account pays nothing yet.
 */
export function paidParts(position: Position, { rules, season, madeBy }: Paying): InvoicePart[] {
  const { accountId, links, items } = position;
  return [...links].flatMap(([itemId, lots]) => {
    const item = items.get(itemId);
    if (item === undefined || (season !== undefined && item.season !== season)) return [];
    const classes = classesOfItem(madeBy(entryOfItem(itemId)), itemId);
    const { season: of, fee } = item;
    return [...lots].flatMap(([paymentId, amountFen]) => {
      const rule = rules.get(paymentId);
      if (rule === undefined) return [];
      return atRates(rule, { fee, amountFen }, classes).flatMap((part): InvoicePart[] =>
        part.amountFen === 0
          ? []
          : [
              {
                paymentId,
                accountId,
                itemId,
                season: of,
                fee,
                share10k: part.share10k,
                grossFen: part.amountFen,
              },
            ],
      );
    });
  });
}
