import { permission } from "../access/permission.ts";

export const ledgerPermissions = {
  read: permission("ledger.read", [
    "agent",
    "supervisor",
    "cashier",
    "hall-manager",
    "finance",
    "auditor",
  ]),
  pay: permission("ledger.pay", ["cashier", "finance"]),
  /** Own payments, the same day. */
  void: permission("ledger.void", ["cashier", "finance"]),
  /** One's own till: opening, counting, taking it over. */
  till: permission("ledger.till", ["cashier", "hall-manager", "finance"]),
  charge: permission("ledger.charge", ["finance"]),
  /** 计收违约金 of one household. */
  chargeLateFee: permission("ledger.charge-late-fee", ["finance"]),
  /** 服务收费, at its listed price. */
  chargeService: permission("ledger.charge-service", ["cashier", "hall-manager", "finance"]),
  /** Payments of their hall, also later. */
  reversePayment: permission("ledger.reverse-payment", ["hall-manager", "finance"]),
  reverse: permission("ledger.reverse", ["finance"]),
  /** What one may not reverse alone; payments only, but for finance. */
  askReversal: permission("ledger.ask-reversal", ["cashier", "hall-manager", "finance"]),
  approveReversal: permission("ledger.approve-reversal", ["hall-manager", "finance"]),
  /** The second yes, of large sums. */
  releaseReversal: permission("ledger.release-reversal", ["finance"]),
  /** 退费: nobody alone; the cashier asks, the hall approves, finance releases what is large. */
  askRefund: permission("ledger.ask-refund", ["cashier", "hall-manager", "finance"]),
  approveRefund: permission("ledger.approve-refund", ["hall-manager", "finance"]),
  releaseRefund: permission("ledger.release-refund", ["finance"]),
  /** What was approved: out of one's own till, or by the way it came. */
  payRefund: permission("ledger.pay-refund", ["cashier", "finance"]),
  /** 减免: nobody alone; the hall asks, its head approves, finance releases what is large. */
  askRelief: permission("ledger.ask-relief", ["cashier", "hall-manager", "finance"]),
  approveRelief: permission("ledger.approve-relief", ["hall-manager", "finance"]),
  releaseRelief: permission("ledger.release-relief", ["finance"]),
  /** 坏账核销: nobody alone; the branch asks, finance approves, a large one twice. */
  askWriteOff: permission("ledger.ask-write-off", ["hall-manager", "finance"]),
  approveWriteOff: permission("ledger.approve-write-off", ["finance"]),
  releaseWriteOff: permission("ledger.release-write-off", ["finance"]),
  /** 计量结算: nobody alone; the hall asks, its head approves, finance releases what is large. */
  askSettlement: permission("ledger.ask-settlement", ["cashier", "hall-manager", "finance"]),
  approveSettlement: permission("ledger.approve-settlement", ["hall-manager", "finance"]),
  releaseSettlement: permission("ledger.release-settlement", ["finance"]),
  /** 分期协议: the counter asks, another one agrees to it, and may end it. */
  askPlan: permission("ledger.ask-plan", ["cashier", "hall-manager", "finance"]),
  approvePlan: permission("ledger.approve-plan", ["hall-manager", "finance"]),
  cancelPlan: permission("ledger.cancel-plan", ["hall-manager", "finance"]),
  /** 余额结转: what is owed stays with a former holder, and is taken back. */
  moveBalances: permission("ledger.move-balances", ["hall-manager", "finance"]),
  open: permission("ledger.open", ["finance"]),
  readBooks: permission("ledger.read-books", ["cashier", "hall-manager", "finance", "auditor"]),
  closeDay: permission("ledger.close-day", ["hall-manager", "finance"]),
  reopenDay: permission("ledger.reopen-day", ["finance"]),
  verify: permission("ledger.verify", ["finance", "auditor"]),
};
