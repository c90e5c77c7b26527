import type { FeeId } from "./fees.ts";
import type { PaymentMethod } from "./lines.ts";
import type { WriteOffGround } from "./write-off-ground.ts";

/** The messages that debts and entries are told in; the catalogue is handed in. */
export type LedgerMessage =
  | `debt.${"none" | "owed" | "item" | "area" | "taken-over" | "more-steps" | "more-items"}`
  | "debt.service"
  | `debt.${"area-height" | "whole-yuan" | "stop" | "restore"}`
  | `debt.late-${"fee" | "days" | "cap" | "charged"}`
  | `debt.basic-${"share" | "billing-area" | "usable-area"}`
  | `debt.${"meter" | "metered" | "advance" | "metered-cap" | "figure" | "figure-estimated"}`
  | `debt.${"relieved" | "written-off" | "written-off-beside" | "disputed"}`
  | `debt.${"unpaid" | "paid" | "comma" | "on-account" | "on-account-beside"}`
  | `debt.${"lot" | "lot-taken-over" | "more-lots"}`
  | `entry.${"part" | "tender" | "on-account" | "used" | "reverses" | "list"}`
  | `entry.${"till-difference" | "moved-out" | "moved-in" | "moved-out-back" | "moved-in-back"}`
  | `entry.${"refunded" | "settled" | "service"}`
  | `entry.${"written-off" | "returned"}`
  | `ledger.write-off-ground.${WriteOffGround}`
  | `entry.relieved${"" | "-area" | "-days" | "-span" | "-cold"}`
  | `ledger.kind.${"charge" | "payment" | "opening" | "tillDifference" | "refund" | "relief"}`
  | `ledger.kind.${"lateFee" | "writeOff" | "settlement" | "serviceFee"}`
  | `ledger.fee.${FeeId}`
  | `ledger.method.${PaymentMethod}`;

export type Values = Readonly<Record<string, string | number>>;

/** A message of the catalogue in one language; rules know no languages. */
export type FormatMessage = (key: LedgerMessage, values?: Values) => string;
