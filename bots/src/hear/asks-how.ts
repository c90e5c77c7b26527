import { anyOf } from "./any-of.ts";

/**
 * 怎么办理, 要什么材料: how something is done, in words as `normalised` leaves them; not how it can be
 * that it still is as it is (怎么还不热, 怎么这么贵), which is a complaint.
 */
const ASKS_HOW = anyOf(
  "(?:怎么|咋)(?:办|弄|放|修|调|开|关|看|查|测|申请|报|停|复|恢复|举报|算|收费|收的|处理|操作|样)",
  "怎样|如何|(?:什么|啥|哪些)(?:材料|手续|条件|流程|标准|规定)|手续|流程|条件是|标准是|要带(?:什么|啥)",
  String.raw`\bhow (?:do|can|to|is|are|should)\b|\bwhat (?:do i need|is the rule|papers)\b`,
);

export function asksHow(words: string): boolean {
  return ASKS_HOW.test(words);
}
