/**
 * 核销事由: why a debt cannot be collected. A closed list, so that years are counted by it; the paper
 * that shows it is named by each request.
 */
export const WRITE_OFF_GROUNDS = [
  "limitation", // 诉讼时效届满
  "deceased", // 死亡或失踪，无遗产可供清偿
  "insolvent", // 破产、注销，清算后无力清偿
  "enforcement-ended", // 法院终结执行
  "uneconomic", // 追收费用高于欠费
] as const;
export type WriteOffGround = (typeof WRITE_OFF_GROUNDS)[number];
