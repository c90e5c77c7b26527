export { debtNow } from "./posting.ts";
export { seasonsOf } from "./seasons-of.ts";
