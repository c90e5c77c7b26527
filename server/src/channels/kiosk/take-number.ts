import type { Slip } from "@warmline/shared/hall/rows.ts";
import {
  takeNumber,
  type TakeCode,
  type TakeNumber,
  type Taking,
} from "../../domains/hall/index.ts";
import type { Command } from "../../platform/commands/command.ts";
import { readGrant } from "./grants.ts";

interface KioskTake extends Omit<TakeNumber, "householdId"> {
  readonly grant?: string | undefined;
}

/**
 * 取号 at a kiosk: for the household of the grant, if there is one. Refusals: `grant-expired`, then
 * those of taking a number. A slip says nothing of the household, so the same key answers it again
 * also when the grant has run out since: the first answer may have been lost on the way.
 */
export const takeAtKiosk: Command<KioskTake, Taking, Slip, TakeCode | "grant-expired"> = {
  ...takeNumber,
  async load(reads, { grant, ...input }, moment) {
    const granted = await readGrant(reads, grant, moment);
    if (!granted.ok) return granted;
    return takeNumber.load(reads, { ...input, householdId: granted.value }, moment);
  },
};
