import type { Buyer, InvoiceKind } from "@warmline/shared/invoices/model.ts";
import type { InvoiceLine } from "@warmline/shared/invoices/parts.ts";
import type { Answer } from "@warmline/shared/invoices/rules.ts";
import type { VatSplit } from "@warmline/shared/ledger/vat.ts";
import type { Config } from "../../config.ts";

/** What a tax provider is asked to issue. */
export interface InvoiceOrder extends VatSplit {
  /** `<our number>/<attempt>`: the same key is the same invoice, however often it is asked for. */
  readonly key: string;
  readonly kind: InvoiceKind;
  readonly number: string;
  readonly buyer: Buyer;
  readonly lines: readonly InvoiceLine[];
  /** Of a red one: the provider's number of the blue one. */
  readonly blueNumber?: string;
}

/**
 * 开票通道: a tax provider that issues e-invoices. Whoever keeps one brings it (`bringTaxProvider`);
 * `contract.ts` is what each must do.
 */
export interface TaxProvider {
  /**
   * Issues it, or says why not; once for each key, with the same answer each time. Throws where it
   * is not there or has not decided: it is then asked again under the same key.
   */
  issue(order: InvoiceOrder): Promise<Answer>;
}

/** By the settings that a process runs with. */
const providers = new WeakMap<Config, TaxProvider>();

export function bringTaxProvider(config: Config, provider: TaxProvider): void {
  providers.set(config, provider);
}

/** Null: nothing issues invoices here, and they wait. */
export function taxProviderOf(config: Config): TaxProvider | null {
  return providers.get(config) ?? null;
}
