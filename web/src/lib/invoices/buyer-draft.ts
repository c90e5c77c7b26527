import type { InputOf } from "@warmline/shared/api/endpoint.ts";
import type { askInvoice } from "@warmline/shared/invoices/api.ts";

/** 购买方 as a form holds it; what is empty is not known. */
export interface BuyerDraft {
  title: string;
  taxNumber: string;
  email: string;
  phone: string;
}

type Buyer = InputOf<NonNullable<typeof askInvoice.body>>["buyer"];

/** The buyer that was typed; null without a title. */
export function buyerOf(draft: BuyerDraft): Buyer | null {
  const title = draft.title.trim();
  if (title === "") return null;
  const [taxNumber, email, phone] = [draft.taxNumber, draft.email, draft.phone].map((typed) =>
    typed.trim(),
  );
  return {
    title,
    ...(taxNumber && { taxNumber }),
    ...(email && { email }),
    ...(phone && { phone }),
  };
}
