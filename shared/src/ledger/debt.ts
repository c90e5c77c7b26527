import { addFen, formatYuan, subtractFen, totalFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import type { Instant } from "../kernel/time.ts";
import {
  methodsOf,
  onAccountFen,
  openOfSum,
  owedFen,
  type Account,
  type Lot,
  type OpenItem,
  type SeasonSum,
} from "./account.ts";
import type { FormatMessage } from "./formatting.ts";
import type { StepsOfItems } from "./item-steps.ts";
import { explainStep, type Step } from "./steps.ts";

/** What a season comes to by fee, every sum said. */
export interface DebtSum extends Required<
  Omit<SeasonSum, "takenOver" | "contractVersion" | "movedFen" | "settledFen">
> {
  readonly openFen: Fen;
  readonly takenOver: boolean;
}

/** 未清项 with how it came about. */
export interface ExplainedItem extends OpenItem {
  /** The first `STEPS_TOLD_MAX`; all of them stand in the entry. */
  readonly steps: readonly Step[];
  /** How many there are, where that is more than are told. */
  readonly stepCount?: number;
}

/** What is owed, and why, and what is on account: the one answer of every door. */
export interface Debt {
  readonly accountId: string;
  readonly asOf: Instant;
  /** The account's entry count: handed back with a payment, it says what the payer was shown. */
  readonly seq: number;
  readonly owedFen: Fen;
  readonly onAccountFen: Fen;
  /** What is open, the oldest season first, each with the steps that it came about by. */
  readonly items: readonly ExplainedItem[];
  readonly lots: readonly Lot[];
  /** Every season by fee, paid ones too. */
  readonly sums: readonly DebtSum[];
  /** Taken over from the system before: once is all. */
  readonly opened: boolean;
  /** The same in a sentence of each language. */
  readonly sentence: { readonly zh: string; readonly en: string };
}

type Told = Pick<Debt, "items" | "lots" | "sums">;

/** A message of the catalogue in the language asked for. */
export type FormatIn = (
  language: "zh" | "en",
  ...message: Parameters<FormatMessage>
) => ReturnType<FormatMessage>;

/** Of an item: a campus has hundreds of spaces. */
const STEPS_TOLD_MAX = 8;
/** A sentence tells so many items; all are in the data. */
const ITEMS_TOLD_MAX = 6;
/** And so many lots. */
const LOTS_TOLD_MAX = 3;

/**
 * The debt of an account, with the steps of what is open in it. `asOf` is when it was asked; for an
 * earlier day fold the entries up to it (`replay`) and ask about that account.
 */
export function debt(
  account: Account,
  stepsOf: StepsOfItems,
  asOf: Instant,
  format: FormatIn,
): Debt {
  const { id, seq, lots } = account;
  const items = account.items.map((item) => explained(item, stepsOf));
  const sums = debtSums(account);
  const told = { items, lots, sums };
  return {
    accountId: id,
    asOf,
    seq,
    owedFen: owedFen(account),
    onAccountFen: onAccountFen(account),
    items,
    lots,
    sums,
    opened: account.openingId !== undefined,
    sentence: {
      zh: debtSentence(told, (...message) => format("zh", ...message)).join(""),
      en: debtSentence(told, (...message) => format("en", ...message)).join(" "),
    },
  };
}

/**
 * Every sum that is about this account; of one that is a former holder's whole nothing is told, as
 * doors answer the present holder by it.
 */
export function debtSums({ sums }: Pick<Account, "sums">): DebtSum[] {
  return sums
    .filter((sum) => !isElsewhere(sum))
    .map((sum) => {
      const {
        season,
        fee,
        chargedFen,
        paidFen,
        relievedFen = ZERO_FEN,
        writtenOffFen = ZERO_FEN,
      } = sum;
      const said = { season, fee, chargedFen, relievedFen, paidFen, writtenOffFen };
      return { ...said, openFen: openOfSum(sum), takenOver: sum.takenOver ?? false };
    });
}

/** Another account's, or settled by the meters, whose two parts stand in its place. */
function isElsewhere(sum: SeasonSum): boolean {
  const { movedFen, settledFen, chargedFen, paidFen, takenOver } = sum;
  const isGone = movedFen !== undefined || settledFen !== undefined;
  return isGone && chargedFen === 0 && paidFen === 0 && takenOver === undefined;
}

/** What is open, by season, the oldest first. */
export function debtBySeason({ items }: Pick<Debt, "items">): ReadonlyMap<string, Fen> {
  const open = new Map<string, Fen>();
  for (const { season, openFen } of items) {
    open.set(season, addFen(open.get(season) ?? ZERO_FEN, openFen));
  }
  return open;
}

function explained(item: OpenItem, stepsOf: StepsOfItems): ExplainedItem {
  const steps = stepsOf.get(item.itemId) ?? [];
  const told = { ...item, steps: steps.slice(0, STEPS_TOLD_MAX) };
  return steps.length > STEPS_TOLD_MAX ? { ...told, stepCount: steps.length } : told;
}

function debtSentence(account: Told, format: FormatMessage): string[] {
  const owed = owedFen(account);
  const told = account.items.slice(0, ITEMS_TOLD_MAX);
  const more = account.items.length - told.length;
  const writtenOff = writtenOffOf(account);
  return [
    owed === 0 ? format("debt.none") : format("debt.owed", { owed: formatYuan(owed) }),
    ...told.map((item) => explainItem(item, format)),
    ...(more > 0 ? [format("debt.more-items", { count: more })] : []),
    ...(account.lots.length === 0 ? [] : [onAccountSentence(account, format)]),
    ...(writtenOff === 0
      ? []
      : [format("debt.written-off-beside", { amount: formatYuan(writtenOff) })]),
  ];
}

/** 已核销坏账: not counted as owed, and not forgotten. */
export function writtenOffOf({ sums }: Pick<Debt, "sums">): Fen {
  return totalFen(sums.map(({ writtenOffFen }) => writtenOffFen));
}

function onAccountSentence(account: Told, format: FormatMessage): string {
  const key = owedFen(account) === 0 ? "debt.on-account" : "debt.on-account-beside";
  const told = account.lots.slice(0, LOTS_TOLD_MAX).map((lot) => explainLot(lot, format));
  const more = account.lots.length - told.length;
  const lots = [...told, ...(more > 0 ? [format("debt.more-lots", { count: more })] : [])];
  const amount = formatYuan(onAccountFen(account));
  return format(key, { amount, lots: lots.join(format("debt.comma")) });
}

/** What is left of which payment, and how that was paid. */
export function explainLot(lot: Lot, format: FormatMessage): string {
  const left = formatYuan(lot.leftFen);
  const methods = methodsOf(lot);
  if (methods.length === 0) return format("debt.lot-taken-over", { left });
  const names = methods.map((method) => format(`ledger.method.${method}`));
  return format("debt.lot", {
    receipt: lot.lotId,
    methods: names.join(format("entry.list")),
    left,
  });
}

/** Why an item is what it is, and what of it is still owed. */
export function explainItem(item: ExplainedItem, format: FormatMessage): string {
  const { season, fee, amountFen, openFen: open } = item;
  const { relievedFen = ZERO_FEN, writtenOffFen = ZERO_FEN } = item;
  const paid = subtractFen(amountFen, totalFen([relievedFen, writtenOffFen, open]));
  return format("debt.item", {
    season,
    fee: format(`ledger.fee.${fee}`),
    amount: formatYuan(amountFen),
    why: explainSteps(item, format),
    paid: [
      ...(relievedFen === 0
        ? []
        : [format("debt.relieved", { relieved: formatYuan(relievedFen) })]),
      ...(writtenOffFen === 0
        ? []
        : [format("debt.written-off", { amount: formatYuan(writtenOffFen) })]),
      ...(item.disputed ? [format("debt.disputed")] : []),
      paid === 0 ? format("debt.unpaid") : format("debt.paid", { paid: formatYuan(paid) }),
    ].join(format("debt.comma")),
    open: formatYuan(open),
  });
}

export function explainSteps(
  { steps, stepCount = steps.length }: Pick<ExplainedItem, "steps" | "stepCount">,
  format: FormatMessage,
): string {
  const more = stepCount - steps.length;
  return [
    ...steps.map((step) => explainStep(step, format)),
    ...(more > 0 ? [format("debt.more-steps", { count: more })] : []),
  ].join(format("debt.comma"));
}
