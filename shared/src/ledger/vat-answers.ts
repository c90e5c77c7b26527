import { z } from "zod";
import { fenField, priceField } from "../api/unit-fields.ts";
import { FEE_IDS } from "./fees.ts";

/** 税率行, see vat.ts. */
export const vatLine = z.strictObject({
  fee: z.enum(FEE_IDS),
  /** Of the amount without tax, in 1/10000 per cent; 0: exempt. */
  share10k: priceField,
  grossFen: fenField,
  netFen: fenField,
  taxFen: fenField,
});
