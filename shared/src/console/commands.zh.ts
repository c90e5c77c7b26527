/** What the audit trail calls each command: the key ends in the command's name. */
export const commands = {
  "console.command.ledger.open": "录入期初欠费",
  "console.command.ledger.open-many": "批量录入期初余额",
  "console.command.ledger.charge": "计收热费",
  "console.command.ledger.charge-many": "批量计收热费",
  "console.command.ledger.pay": "收款",
  "console.command.ledger.apply-prepaid": "预存抵扣",
  "console.command.ledger.reverse": "冲正",
  "console.command.ledger.void": "作废缴费",
  "console.command.ledger.start-verification": "开始核对账本",
  "console.command.ledger.end-verification": "账本核对结束",
  "console.command.ledger.cancel-verification": "取消账本核对",
} as const;
