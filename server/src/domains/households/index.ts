export { seenHousehold, type Revision } from "./household-change.ts";
export {
  decideSpacesChange,
  loadSpacesChange,
  readPremise,
  type ChangingSpaces,
  type SpacesChange,
  type SpacesCode,
} from "./premise-commands.ts";
export { getHouseholdByNumber } from "./get-household.ts";
export { householdAnswer } from "./rows.ts";
export { householdName, placeName } from "./subjects.ts";
