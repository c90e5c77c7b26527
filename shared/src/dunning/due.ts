import type { CityDate } from "../kernel/time.ts";
import type { OpenItem } from "../ledger/account.ts";

/**
 * 到期日 by which an item is dunned. Of what was taken over it is not known: it counts as due when the
 * year is over in which its season ended, which is later than any city asks for.
 */
export function dueOf({ dueOn, season }: Pick<OpenItem, "dueOn" | "season">): CityDate {
  return dueOn ?? `${season.slice(-4)}-12-31`;
}
