export { handlingNow } from "./queries.ts";
