import { common } from "./common.ts";
import { staff } from "./staff.ts";
import { households } from "./households.ts";
import { ledger } from "./ledger.ts";
import { tickets } from "./tickets.ts";
import { hall } from "./hall.ts";
import { console } from "./console.ts";
import { tv } from "./tv.ts";
import { kiosk } from "./kiosk.ts";
import { demo } from "./demo.ts";

/** Chinese first: a domain's words are in the file of its name; keys are `<domain>.<thing>`. */
export const zh = {
  ...common,
  ...staff,
  ...households,
  ...ledger,
  ...tickets,
  ...hall,
  ...console,
  ...tv,
  ...kiosk,
  ...demo,
} as const;
