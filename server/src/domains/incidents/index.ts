export { countInside, householdsInside } from "./households-inside.ts";
export { openIncidentsAt } from "./queries.ts";
