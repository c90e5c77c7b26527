/** 收费项目: what can be charged. */
interface Fee {
  /** The ledger account that a charge of it earns. */
  readonly income: "revenue" | "late-fee" | "rounding";
  /** Within a season the lower is paid first: heat before its late fee. */
  readonly rank: number;
}

/** The fees that every city has; their names are `ledger.fee.<id>`. */
export const FEES = {
  heat: { income: "revenue", rank: 1 }, // 热费
  basic: { income: "revenue", rank: 2 }, // 基本热费
  metered: { income: "revenue", rank: 3 }, // 计量热费
  "stop-base": { income: "revenue", rank: 4 }, // 报停基础费
  "valve-opening": { income: "revenue", rank: 5 }, // 开栓费
  service: { income: "revenue", rank: 6 }, // 其他服务费
  rounding: { income: "rounding", rank: 7 }, // 尾差
  "late-fee": { income: "late-fee", rank: 9 }, // 违约金
} as const satisfies Readonly<Record<string, Fee>>;

export type FeeId = keyof typeof FEES;
export const FEE_IDS = Object.keys(FEES) as readonly FeeId[];

/** Whether a season itself is charged under it: heat, or where heat is stopped its base fee. */
export function isSeasonFee(fee: FeeId): boolean {
  return fee === "heat" || fee === "stop-base";
}

/** Whether it is asked for the heat of a season, by area or by meter. */
export function isForHeat(fee: FeeId): boolean {
  return isSeasonFee(fee) || fee === "basic" || fee === "metered";
}

/** 服务收费: what something done for a household is booked under. */
export const SERVICE_FEES = ["valve-opening", "service"] as const satisfies readonly FeeId[];
export type ServiceFeeId = (typeof SERVICE_FEES)[number];

export function isServiceFee(fee: string | undefined): fee is ServiceFeeId {
  return SERVICE_FEES.some((one) => one === fee);
}

/** Something owed or summed up by season and fee. */
interface OfSeasonAndFee {
  readonly season: string;
  readonly fee: FeeId;
}

/** The order in which it is paid and shown: the oldest season first, in it by rank. */
export function bySeasonAndFee(left: OfSeasonAndFee, right: OfSeasonAndFee): number {
  if (left.season !== right.season) return left.season < right.season ? -1 : 1;
  return FEES[left.fee].rank - FEES[right.fee].rank;
}
