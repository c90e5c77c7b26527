import type { RuleSource } from "../catalogue/rules-on.ts";
import type { CityDate, Instant } from "../kernel/time.ts";
import type { Office } from "../ledger/office.ts";
import type { ReceiptSeries } from "../ledger/payment.ts";
import type { VatSplit } from "../ledger/vat.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { InvoiceLine, InvoicePart } from "./parts.ts";

export const INVOICE_KINDS = [
  "blue", // 蓝票
  "red", // 红字发票, takes back what a blue one says, whole or in part
] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

export const INVOICE_STATES = [
  "wanted", // 待开具
  "issuing", // 开具中: given to the tax provider, or about to be
  "issued", // 已开具
  "refused", // 开具失败: the provider says why
  "dropped", // 已撤销: never issued
] as const;
export type InvoiceState = (typeof INVOICE_STATES)[number];

/** 购买方: whom it names, and where it is sent. */
export interface Buyer {
  /** 抬头. */
  readonly title: string;
  /** 纳税人识别号: of an organisation. */
  readonly taxNumber?: string;
  readonly email?: string;
  /** As it was typed: the provider alone sends to it. */
  readonly phone?: string;
}

/** What the tax provider made of it. */
export interface Issued {
  /** 发票号码, the provider's own. */
  readonly number: string;
  readonly at: Instant;
}

/**
 * 电子发票: data of an invoice, which a tax provider issues; its id is our own number
 * (`FP-XICHENG-2026-000012`), one series an office and year, without gaps. A payment never waits
 * for it.
 */
export interface Invoice extends Stored, VatSplit {
  readonly kind: InvoiceKind;
  readonly state: InvoiceState;
  /** Since when in this state. */
  readonly since: Instant;
  /** 1 at first; one more each time that what a provider refused is wanted again. */
  readonly attempt: number;
  readonly day: CityDate;
  readonly askedAt: Instant;
  readonly asker: { readonly id: string; readonly name: string };
  /** In whose series and list it is. */
  readonly office: Office;
  readonly buyer: Buyer;
  /** What of which payment it is for; of a red one below zero. */
  readonly parts: readonly InvoicePart[];
  /** As it is printed: by season, fee and rate. */
  readonly lines: readonly InvoiceLine[];
  /** The rules of VAT that its rates are of. */
  readonly rules: readonly RuleSource[];
  readonly paymentIds: readonly string[];
  readonly accountIds: readonly string[];
  /** 分公司 of its households when it was asked for: who works there sees it, too. */
  readonly branchIds: readonly string[];
  /** Of a red one: the blue one that it takes back. */
  readonly blueId?: string;
  /** Why it was dropped, or is red. */
  readonly reason?: string;
  readonly issued?: Issued;
  /** What the provider says is wrong, in its own words. */
  readonly refusal?: { readonly code: string; readonly words: string };
}

export const invoices = collection<Invoice>("invoices", {
  indexes: {
    byPayment: ["paymentIds[]"],
    byState: ["state", "askedAt"],
    byDay: ["day", "askedAt"],
    byAsked: ["askedAt"],
    byBlue: ["blueId"],
  },
  sparse: ["byBlue"],
});

/** 发票流水: its id is `FP-<code>-<year>`. */
export const invoiceSeries = collection<ReceiptSeries>("invoiceSeries", {
  indexes: { byLast: ["last"] },
});

/** Up to where in the log it was seen what takes money back. */
export interface InvoiceProgress extends Stored {
  readonly position: number;
}

export const invoiceProgress = collection<InvoiceProgress>("invoiceProgress");
export const PROGRESS_ID = "invoices";
