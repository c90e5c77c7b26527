import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { InvoiceOrder, TaxProvider } from "@warmline/server/domains/invoices/index.ts";
import { canonical } from "@warmline/shared/kernel/canonical.ts";
import type { Answer } from "@warmline/shared/invoices/rules.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";

/** What goes wrong on the way; each is asked once for each request. */
export interface Whims {
  /** It is issued, or refused, and the answer never arrives. */
  readonly loses?: (order: InvoiceOrder) => boolean;
  readonly slowMs?: number;
}

/** 电子发票号码 of fully digital invoices have twenty digits. */
const NUMBER_LENGTH = 20;

/**
 * A tax provider, simulated: the number follows from the key, so that after a restart the same key
 * has the same number, too. It refuses a person with a tax number, as the tax office does, and a
 * key under which something else was asked for before.
 */
export function simulatedTaxProvider({ loses, slowMs = 0 }: Whims = {}): TaxProvider {
  const known = new Map<string, { readonly content: string; readonly answer: Answer }>();

  function decide(order: InvoiceOrder): Answer {
    const content = canonical(order);
    const before = known.get(order.key);
    if (before !== undefined) {
      const words = "同一请求流水号的内容不一致";
      return before.content === content
        ? before.answer
        : { state: "refused", code: "KEY-REUSED", words };
    }
    const answer = answerTo(order);
    known.set(order.key, { content, answer });
    return answer;
  }

  return {
    async issue(order) {
      if (slowMs > 0) await sleep(slowMs);
      const answer = decide(order);
      if (loses?.(order) === true) throw new Error("the tax provider does not answer");
      return answer;
    },
  };
}

function answerTo({ key, kind, buyer, blueNumber }: InvoiceOrder): Answer {
  if (buyer.title === "个人" && buyer.taxNumber !== undefined) {
    return { state: "refused", code: "BUYER-TAX-NUMBER", words: "个人抬头不能填写纳税人识别号" };
  }
  if (kind === "red" && blueNumber === undefined) {
    return { state: "refused", code: "BLUE-UNKNOWN", words: "红字发票没有对应的蓝字发票号码" };
  }
  const digest = BigInt(`0x${createHash("sha256").update(key).digest("hex")}`);
  const number = String(digest).slice(0, NUMBER_LENGTH);
  return { state: "issued", number, at: instantOf(Date.now()) };
}
