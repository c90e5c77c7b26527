import type { InvoiceState } from "@warmline/shared/invoices/model.ts";

export const INVOICE_TONES = {
  wanted: "info",
  issuing: "info",
  issued: "good",
  refused: "warn",
  dropped: "quiet",
} as const satisfies Readonly<Record<InvoiceState, string>>;
