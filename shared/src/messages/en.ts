import { common } from "./common.en.ts";
import { security } from "../security/messages.en.ts";
import { staff } from "../staff/messages.en.ts";
import { devices } from "../devices/messages.en.ts";
import { jobs } from "../jobs/messages.en.ts";
import { requests } from "../requests/messages.en.ts";
import { households } from "../households/messages.en.ts";
import { ledger } from "../ledger/messages.en.ts";
import { cases } from "../cases/messages.en.ts";
import { incidents } from "../incidents/messages.en.ts";
import { hall } from "../hall/messages.en.ts";
import { kiosk } from "../kiosk/messages.en.ts";
import { demo } from "../demo/messages.en.ts";
import type { zh } from "./zh.ts";

/** The same keys as the Chinese catalogue, or it does not compile. */
export const en: Record<keyof typeof zh, string> = {
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
};
