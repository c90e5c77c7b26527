import { fen, formatYuan, type Fen } from "../kernel/money.ts";
import { product } from "../kernel/product.ts";
import type { FormatMessage } from "./formatting.ts";

/** 服务收费: something that was done for a household, at its listed price. */
export interface ServiceStep {
  readonly rule: "service@1";
  /** Of the charging catalogue: code, version, what it was called, and its price. */
  readonly service: string;
  readonly catalogueVersion: number;
  readonly label: string;
  readonly priceFen: Fen;
  /** How often. */
  readonly quantity: number;
  readonly amountFen: Fen;
}

export const SERVICE_RULES = {
  "service@1": {
    amount: serviceAmount,
    explain: ({ label, priceFen, quantity, amountFen }: ServiceStep, format: FormatMessage) =>
      format("debt.service", {
        label,
        price: formatYuan(priceFen),
        quantity,
        amount: formatYuan(amountFen),
      }),
  },
};

/** Of one charge: more of one thing is a mistake in typing. */
export const SERVICE_QUANTITY_MAX = 99;

/** Price × quantity. */
export function serviceAmount({
  priceFen,
  quantity,
}: Pick<ServiceStep, "priceFen" | "quantity">): Fen {
  return fen(product([priceFen, quantity], [1]));
}
