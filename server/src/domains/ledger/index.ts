export { readBooks, type OpenBooks } from "./books.ts";
export {
  CHARGE_CHUNK_MAX,
  postCharge,
  ratesOfChunk,
  readChargeChunk,
  reckonCharge,
  type ChargeChunk,
} from "./charge-chunk.ts";
export { readLateChunk, reckonLateFee, type LateChunk } from "./late-chunk.ts";
export { sha256 } from "./hash.ts";
export { openDays, type OpenDay } from "./open-days.ts";
export { paymentsOf } from "./payments-of.ts";
export { placesOf } from "./parts.ts";
export {
  accountIn,
  debtNow,
  enter,
  readAccount,
  readStream,
  stampOf,
  type Entered,
  type HouseholdAccount,
} from "./posting.ts";
export { nextIn, type NextReceipt } from "./receipt-number.ts";
export type { Renewing } from "./renewals.ts";
export { readRelieving, reckonRelief, type Relieving } from "./relief-command.ts";
export { comparedSeasons, seasonsOf } from "./seasons-of.ts";
export type { SeasonRates } from "./season-rates.ts";
export { readUndoChunk, undoCharge, type UndoChunk } from "./undo-chunk.ts";
