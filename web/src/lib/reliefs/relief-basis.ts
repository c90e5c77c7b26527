import type { InputOf } from "@warmline/shared/api/endpoint.ts";
import { TEMPERATURE } from "@warmline/shared/kernel/written-number.ts";
import type { askRelief } from "@warmline/shared/ledger/relief-api.ts";
import type { ReliefDraft } from "../catalogue/relief-draft.ts";
import { PAID } from "../ledger/amount.ts";
import { typedNumber } from "../typed-number.ts";

type Asked = InputOf<NonNullable<typeof askRelief.body>>;

/** What is typed of what a relief is reckoned by. */
interface Typed {
  readonly amount: string;
  readonly incident: string;
  readonly from: string;
  readonly to: string;
  readonly degrees: string;
}

/** What is said of it; null while something is missing or wrong. */
export function basisOf(
  by: ReliefDraft["by"],
  { amount, incident, from, to, degrees }: Typed,
): Pick<Asked, "amountFen" | "incident" | "cold"> | null {
  switch (by) {
    case "area":
      return {};
    case "amount": {
      const amountFen = typedNumber(amount, PAID);
      return amountFen === null ? null : { amountFen };
    }
    case "outage":
      return incident === "" ? null : { incident };
    case "cold": {
      const roomTemperatureDeci = typedNumber(degrees, TEMPERATURE);
      if (roomTemperatureDeci === null || from === "" || to < from) return null;
      return { cold: { from, to, roomTemperatureDeci } };
    }
  }
}
