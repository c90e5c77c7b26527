import type { Fen } from "../kernel/money.ts";

/**
 * 预览: what carrying a request out would change and post. It is made from the command's own
 * decision when it is asked for, at each approval and once more in the moment of execution; names
 * of entries and times of day are not in it, so that the same facts give the same preview.
 */
export interface Preview {
  /** What changes of data: a right, an area, a first day. */
  readonly changes: readonly PreviewChange[];
  /** The entries that would be posted, in their order. */
  readonly entries: readonly PreviewEntry[];
  /** What each account would then owe. */
  readonly owed: readonly PreviewOwed[];
}

export interface PreviewChange {
  /** `console.request.field.<field>` of the messages, or a message itself. */
  readonly field: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export interface PreviewEntry {
  readonly accountId: string;
  readonly kind: string;
  readonly about: { readonly zh: string; readonly en: string };
  /** What it adds to what is receivable; of money that comes or goes, how much. */
  readonly amountFen: Fen;
  readonly lines: readonly PreviewLine[];
}

export interface PreviewLine {
  readonly account: string;
  readonly amountFen: Fen;
  readonly season?: string;
  readonly fee?: string;
}

export interface PreviewOwed {
  readonly accountId: string;
  readonly label: string;
  readonly owedFen: { readonly before: Fen; readonly after: Fen };
  readonly onAccountFen: { readonly before: Fen; readonly after: Fen };
}

/**
 * 涉及范围: on how much a change bears that posts nothing, counted as it was asked for. It is told and
 * not held against what is carried out: one more contract does not make another change of it.
 */
export interface Touched {
  readonly what: "households" | "contracts";
  readonly count: number;
}

export const NOTHING_SHOWN: Preview = { changes: [], entries: [], owed: [] };
