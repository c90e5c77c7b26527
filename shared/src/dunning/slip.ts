import type { StepKind } from "../catalogue/dunning-rule.ts";
import type { CityDate, Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

/**
 * 催缴单据: a notice on paper or a message that says what is owed, with a signed code by which anybody
 * may ask whether it is ours. Its id is the part of the code that is not the signature.
 */
export interface DunningSlip extends Stored {
  readonly accountId: string;
  readonly householdId: string;
  readonly step: StepKind;
  readonly itemIds: readonly string[];
  readonly at: Instant;
  /** As of which day it says what is owed. */
  readonly on: CityDate;
  /** The hall or branch whose it is. */
  readonly officeId: string;
  readonly byName: string;
}

export const dunningSlips = collection<DunningSlip>("dunningSlips", {
  indexes: { byAccount: ["accountId", "at"] },
  appendOnly: true,
});

/** Of a code without what is mistaken for another: twelve signs, then those of the signature. */
export const SLIP_ID_LENGTH = 12;
export const SLIP_CODE = /^[ACDEFGHJKMNPQRTWXY34679]{20}$/;

/** `ACDE-FGHJ-…`, as it is printed; typed by hand it may come with or without the lines. */
export function printedCode(code: string): string {
  return code.replace(/(?<=^(?:.{4})+)(?=.)/g, "-");
}

export function typedCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, "");
}

/** Where anybody asks about it, under the public address. */
export function slipPath(code: string): string {
  return `/check/${code}`;
}
