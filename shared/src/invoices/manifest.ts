import { manifest } from "../api/manifest.ts";
import * as api from "./api.ts";
import { invoicePermissions } from "./permissions.ts";

export const invoicesManifest = manifest("invoices", {
  permissions: [invoicePermissions],
  endpoints: [api],
  refusals: api.invoiceRefusals,
});
