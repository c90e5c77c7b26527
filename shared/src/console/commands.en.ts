export const commands = {
  "console.command.ledger.open": "Entered an opening debt",
  "console.command.ledger.open-many": "Entered opening balances from a sheet",
  "console.command.ledger.charge": "Charged a season",
  "console.command.ledger.charge-many": "Charged many households",
  "console.command.ledger.pay": "Took a payment",
  "console.command.ledger.apply-prepaid": "Applied a prepayment",
  "console.command.ledger.reverse": "Reversed an entry",
  "console.command.ledger.void": "Voided a payment",
  "console.command.ledger.start-verification": "Began to verify the journal",
  "console.command.ledger.end-verification": "Verification ended",
  "console.command.ledger.cancel-verification": "Cancelled the verification",
} as const;
