export { readMetered, readSeasons, type Metered } from "./on-meters.ts";
