export { householdName, placeName } from "./subjects.ts";
