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
import type { zh } from "../zh/index.ts";

/** The same keys as the Chinese catalogue, or it does not compile. */
export const en: Record<keyof typeof zh, string> = {
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
};
