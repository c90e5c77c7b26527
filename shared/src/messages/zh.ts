import { common } from "./common.zh.ts";
import { security } from "../security/messages.zh.ts";
import { staff } from "../staff/messages.zh.ts";
import { devices } from "../devices/messages.zh.ts";
import { jobs } from "../jobs/messages.zh.ts";
import { requests } from "../requests/messages.zh.ts";
import { households } from "../households/messages.zh.ts";
import { ledger } from "../ledger/messages.zh.ts";
import { cases } from "../cases/messages.zh.ts";
import { incidents } from "../incidents/messages.zh.ts";
import { hall } from "../hall/messages.zh.ts";
import { kiosk } from "../kiosk/messages.zh.ts";
import { demo } from "../demo/messages.zh.ts";

/**
 * What the domains say, each in the file of its name; a key is `<domain>.<thing>`. What only one of
 * the screens says is in that screen's own catalogue.
 */
export const zh = {
  ...common,
  ...staff,
  ...devices,
  ...jobs,
  ...requests,
  ...households,
  ...ledger,
  ...cases,
  ...incidents,
  ...hall,
  ...kiosk,
  ...security,
  ...demo,
} as const;
