import { dunningSlips, type DunningSlip } from "@warmline/shared/dunning/slip.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert, type Write } from "@warmline/shared/store/write.ts";
import type { Config } from "../../config.ts";
import { newSlip, slipCode, slipLink } from "./slip-code.ts";

/** 单据 of a message: its id, and the link that the text says. */
export interface SlipOf {
  readonly id: string;
  readonly link: string;
}

/** Null: no codes are signed, or no public address is set that a link could lead to. */
export function slipOf(config: Config): SlipOf | null {
  const id = newSlip(config);
  const link = id === null ? null : slipLink(config, slipCode(config, id));
  return id === null || link === null ? null : { id, link };
}

/** Once the message is on its way. */
export function slipWrites(slip: Body<DunningSlip>): Write[] {
  return [insert(dunningSlips, slip)];
}
