export { aliasesMoved } from "./alias-commands.ts";
export { recorded, seenHousehold, type Revision } from "./household-change.ts";
export {
  decideSpacesChange,
  loadSpacesChange,
  readPremise,
  type ChangingSpaces,
  type SpacesChange,
  type SpacesCode,
} from "./premise-commands.ts";
export { getCustomer } from "./customer-queries.ts";
export { getHousehold, getHouseholdByNumber } from "./get-household.ts";
export {
  transferHolder,
  type Transfer,
  type TransferCode,
  type Transferring,
} from "./transfer-command.ts";
export { householdAnswer } from "./rows.ts";
export { householdName, placeName } from "./subjects.ts";
