export { openIncidentsAt } from "./queries.ts";
