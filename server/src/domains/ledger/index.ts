export { sha256 } from "./hash.ts";
export { paymentsOf } from "./payments-of.ts";
export { debtNow } from "./posting.ts";
export { comparedSeasons, seasonsOf } from "./seasons-of.ts";
