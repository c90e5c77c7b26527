import { common } from "./common.zh.ts";
import { staff } from "../staff/messages.zh.ts";
import { devices } from "../devices/messages.zh.ts";
import { jobs } from "../jobs/messages.zh.ts";
import { households } from "../households/messages.zh.ts";
import { ledger } from "../ledger/messages.zh.ts";
import { cases } from "../cases/messages.zh.ts";
import { hall } from "../hall/messages.zh.ts";
import { console } from "../console/messages.zh.ts";
import { tv } from "../tv/messages.zh.ts";
import { kiosk } from "../kiosk/messages.zh.ts";
import { demo } from "../demo/messages.zh.ts";

/** Chinese first: a domain's words are in the file of its name; keys are `<domain>.<thing>`. */
export const zh = {
  ...common,
  ...staff,
  ...devices,
  ...jobs,
  ...households,
  ...ledger,
  ...cases,
  ...hall,
  ...console,
  ...tv,
  ...kiosk,
  ...demo,
} as const;
