import { formatArea, formatPrice, formatYuan } from "../kernel/money.ts";
import { cityDate, type Instant } from "../kernel/time.ts";
import type { Account, ChargedBasis, Debt, SeasonAccount } from "./model.ts";

/** The words it takes; the catalogue is handed in, as rules know no languages. */
export type DebtWord =
  | "debt.none"
  | "debt.owed"
  | "debt.season"
  | "debt.opening"
  | "debt.charged"
  | "debt.area"
  | "debt.more-spaces"
  | "debt.unpaid"
  | "debt.paid"
  | "debt.comma"
  | "debt.prepaid";
export type Say = (
  language: "zh" | "en",
  key: DebtWord,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** A sentence names so many spaces; all are in the data. */
const SPACES_SAID_MAX = 6;

/**
 * What is owed, by season, and why: the one answer of every door. `asOf` is when it was asked;
 * for an earlier day fold the entries up to it (`replay`) and ask about that account.
 */
export function debt(account: Account, asOf: Instant, say: Say): Debt {
  return {
    householdId: account.id,
    asOf,
    seq: account.seq,
    owedFen: account.owedFen,
    prepaidFen: account.prepaidFen,
    seasons: account.seasons,
    sentence: { zh: debtSentence(account, "zh", say), en: debtSentence(account, "en", say) },
  };
}

function debtSentence(account: Account, language: "zh" | "en", say: Say): string {
  const { owedFen, prepaidFen, seasons } = account;
  const parts = [
    owedFen === 0
      ? say(language, "debt.none")
      : say(language, "debt.owed", { owed: formatYuan(owedFen) }),
    ...seasons
      .filter((season) => season.owedFen > 0)
      .map((season) => seasonSentence(season, language, say)),
    ...(prepaidFen === 0
      ? []
      : [say(language, "debt.prepaid", { prepaid: formatYuan(prepaidFen) })]),
  ];
  return parts.join(language === "zh" ? "" : " ");
}

function seasonSentence(season: SeasonAccount, language: "zh" | "en", say: Say): string {
  const { openingFen, chargedFen, owedFen, basis } = season;
  const comma = say(language, "debt.comma");
  const why = [
    ...(openingFen === 0
      ? []
      : [say(language, "debt.opening", { opening: formatYuan(openingFen) })]),
    ...(chargedFen === 0
      ? []
      : [say(language, "debt.charged", { charged: formatYuan(chargedFen), why: spaces(basis) })]),
    paidClause(season, language, say),
  ];
  return say(language, "debt.season", {
    season: season.season,
    why: why.join(comma),
    owed: formatYuan(owedFen),
  });

  function spaces(all: readonly ChargedBasis[]): string {
    const said = all.slice(0, SPACES_SAID_MAX).map(({ label, areaMilli, price10k, amountFen }) =>
      say(language, "debt.area", {
        label,
        area: formatArea(areaMilli),
        price: formatPrice(price10k),
        amount: formatYuan(amountFen),
      }),
    );
    const count = all.length - said.length;
    return [...said, ...(count > 0 ? [say(language, "debt.more-spaces", { count })] : [])].join(
      comma,
    );
  }
}

function paidClause(season: SeasonAccount, language: "zh" | "en", say: Say): string {
  const { paidFen, payments } = season;
  const last = payments.findLast(({ amountFen }) => amountFen > 0);
  if (paidFen === 0 || last === undefined) return say(language, "debt.unpaid");
  const { at, amountFen } = last;
  return say(language, "debt.paid", {
    paid: formatYuan(paidFen),
    amount: formatYuan(amountFen),
    day: cityDate(at),
  });
}
