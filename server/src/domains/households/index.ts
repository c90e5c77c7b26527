export { getHouseholdByNumber } from "./get-household.ts";
export { householdAnswer } from "./rows.ts";
export { householdName, placeName } from "./subjects.ts";
