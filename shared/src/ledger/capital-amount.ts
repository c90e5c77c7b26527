import Nzh from "nzh";
import type { Fen } from "../kernel/money.ts";

/**
 * 大写金额, as receipts must say an amount beside its figures: `壹佰贰拾叁元肆角伍分`, and `整` after whole
 * yuan and whole jiao, so that nothing can be added. By 中国人民银行《正确填写票据和结算凭证的基本规定》.
 */
export function capitalAmount(amount: Fen): string {
  const yuan = `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;
  const words = Nzh.cn.toMoney(yuan, { outSymbol: false });
  return amount % 10 === 0 ? `${words}整` : words;
}
