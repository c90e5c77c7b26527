export { debtNow } from "./account-of.ts";
