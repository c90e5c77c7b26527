import { filledWords } from "@warmline/shared/catalogue/dunning-rule.ts";
import type { DunningStanding } from "@warmline/shared/dunning/standing.ts";
import { formatYuan } from "@warmline/shared/kernel/money.ts";
import type { CityDate } from "@warmline/shared/kernel/time.ts";
import { holderOf } from "@warmline/shared/ledger/holder-account.ts";
import type { Dunned } from "./on-account.ts";

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** 文本 of a step as it is said to whoever owes on a day. */
export function saidTo(
  { household, account }: Pick<Dunned, "household" | "account">,
  { overdueFen, since = "" }: Pick<DunningStanding, "overdueFen" | "since">,
  words: Words,
  today: CityDate,
): Words {
  const holder = holderOf(household, account.id) ?? household.name;
  const amount = formatYuan(overdueFen);
  const values = { holder, number: household.number, amount, since, today };
  return { zh: filledWords(words.zh, values), en: filledWords(words.en, values) };
}
