export { bringTaxProvider, type InvoiceOrder, type TaxProvider } from "./provider.ts";
