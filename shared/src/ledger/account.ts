import { subtractFen, totalFen, ZERO_FEN, type Fen } from "../kernel/money.ts";
import { EPOCH, type CityDate, type Instant } from "../kernel/time.ts";
import { collection, type Body, type Stored } from "../store/collection.ts";
import { bySeasonAndFee, type FeeId } from "./fees.ts";
import type { PaymentChannel, PaymentMethod, Tender } from "./lines.ts";

/** 应收项目: something to be paid, made by a charge or taken over. */
export interface Item {
  /** `<entryId>/<n>`. */
  readonly itemId: string;
  readonly season: string;
  readonly fee: FeeId;
  /** Unknown for what was taken over. */
  readonly dueOn?: CityDate;
  readonly amountFen: Fen;
  /** 已减免; absent: nothing. */
  readonly relievedFen?: Fen;
  /** 已核销坏账; absent: nothing. */
  readonly writtenOffFen?: Fen;
  /** Of a late fee: the item that was late. */
  readonly lateOf?: string;
  /** 争议: it is owed, but not asked for until that is settled. */
  readonly disputed?: true;
}

/** 未清项 (open item): of which something is not paid yet. */
export interface OpenItem extends Item {
  readonly openFen: Fen;
}

/** By which payment money came, and how: the way on which it may go back. */
export interface LotOrigin {
  /** The payment, or the opening entry by which it was taken over. */
  readonly lotId: string;
  /** The entry in this stream that brought it: lots are used up oldest first. */
  readonly seq: number;
  readonly method?: PaymentMethod;
  /** In place of `method` where it came in several ways: what each brought to this account. */
  readonly tenders?: readonly Tender[];
  readonly channel?: PaymentChannel;
}

/** In which ways it came; none: it was taken over, and nobody knows. */
export function methodsOf({ method, tenders = [] }: LotOrigin): readonly PaymentMethod[] {
  return method === undefined ? tenders.map((one) => one.method) : [method];
}

/** 预存批次 (prepayment lot): what of a payment is left on account. */
export interface Lot extends LotOrigin {
  readonly leftFen: Fen;
}

/**
 * What a season comes to by fee; absent is zero. Identity: charged = relieved + paid + written off
 * + open.
 */
export interface SeasonSum {
  readonly season: string;
  readonly fee: FeeId;
  readonly chargedFen: Fen;
  readonly paidFen: Fen;
  readonly relievedFen?: Fen;
  readonly writtenOffFen?: Fen;
  /**
   * 已结转: what was charged here and stayed with a former holder, in whose account it is charged
   * now. The season is not charged again for that.
   */
  readonly movedFen?: Fen;
  /**
   * 已结算: what was charged in advance and gave way to what the meters say. The season is neither
   * charged nor settled again for that.
   */
  readonly settledFen?: Fen;
  /** 旧系统转入: taken over, so it is never charged again. */
  readonly takenOver?: true;
  /** The version of the season's contract that it was charged by, where that is not the first. */
  readonly contractVersion?: number;
}

/**
 * 账户: what an account's stream comes to, committed with each entry; its id is the account's. Open
 * items, lots and sums are all that a balance and a statement need: what is paid, and how an item
 * came about (`stepsOfItems`), stays in the entries.
 */
export interface AccountState extends Stored {
  /** Of its newest entry, and so how many there are. */
  readonly seq: number;
  readonly at: Instant;
  readonly hash: string;
  /** The oldest season first. */
  readonly items: readonly OpenItem[];
  /** The oldest first. */
  readonly lots: readonly Lot[];
  readonly sums: readonly SeasonSum[];
  /** The opening entry that holds, if any. */
  readonly openingId?: string;
  /** The audit record of the command that wrote it last. */
  readonly auditId?: string;
}

export const accounts = collection<AccountState>("accounts", { stamp: "id" });

/** An account as the rules see it. */
export type Account = Omit<Body<AccountState>, "auditId">;

export function emptyAccount(accountId: string): Account {
  return { id: accountId, seq: 0, at: EPOCH, hash: "", items: [], lots: [], sums: [] };
}

export function owedFen({ items }: Pick<Account, "items">): Fen {
  return totalFen(items.map((item) => item.openFen));
}

/** 应缴: what is owed and not disputed, which a payment pays where no season is chosen. */
export function askedFen({ items }: Pick<Account, "items">): Fen {
  return owedFen({ items: items.filter(({ disputed }) => !disputed) });
}

/** What is on account: of all lots together. */
export function onAccountFen({ lots }: Pick<Account, "lots">): Fen {
  return totalFen(lots.map((lot) => lot.leftFen));
}

/** What a season's sums leave to be paid. */
export function openOfSum(sum: Omit<SeasonSum, "season" | "fee">): Fen {
  const { chargedFen, relievedFen = ZERO_FEN, paidFen, writtenOffFen = ZERO_FEN } = sum;
  return subtractFen(chargedFen, totalFen([relievedFen, paidFen, writtenOffFen]));
}

/** Whether a season stands in the account at all: charged here, or taken over. */
export function hasSeason({ sums }: Pick<Account, "sums">, season: string, fee: FeeId): boolean {
  return sums.some((one) => one.season === season && one.fee === fee);
}

export function byItemOrder(left: Item, right: Item): number {
  return bySeasonAndFee(left, right) || (left.itemId < right.itemId ? -1 : 1);
}

export function byLotOrder(left: LotOrigin, right: LotOrigin): number {
  return left.seq - right.seq || (left.lotId < right.lotId ? -1 : 1);
}
