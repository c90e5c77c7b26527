import { chatdesk } from "../chatdesk/messages.en.ts";
import { chats } from "../chats/messages.en.ts";
import { wechat } from "../wechat/messages.en.ts";
import { notices } from "../notices/messages.en.ts";
import { sms } from "../sms/messages.en.ts";
import { acd } from "../acd/messages.en.ts";
import { common } from "./common.en.ts";
import { search } from "../search/messages.en.ts";
import { security } from "../security/messages.en.ts";
import { staff } from "../staff/messages.en.ts";
import { staffing } from "../staffing/messages.en.ts";
import { devices } from "../devices/messages.en.ts";
import { invoices } from "../invoices/messages.en.ts";
import { jobs } from "../jobs/messages.en.ts";
import { knowledge } from "../knowledge/messages.en.ts";
import { reports } from "../reports/messages.en.ts";
import { requests } from "../requests/messages.en.ts";
import { catalogue } from "../catalogue/messages.en.ts";
import { households } from "../households/messages.en.ts";
import { ledger } from "../ledger/messages.en.ts";
import { dunning } from "../dunning/messages.en.ts";
import { dunningruns } from "../dunningruns/messages.en.ts";
import { metering } from "../metering/messages.en.ts";
import { outagerefunds } from "../outagerefunds/messages.en.ts";
import { seasonruns } from "../seasonruns/messages.en.ts";
import { carryforwards } from "../carryforwards/messages.en.ts";
import { cases } from "../cases/messages.en.ts";
import { files } from "../files/messages.en.ts";
import { incidents } from "../incidents/messages.en.ts";
import { hall } from "../hall/messages.en.ts";
import { conversations } from "../conversations/messages.en.ts";
import { kiosk } from "../kiosk/messages.en.ts";
import { calls } from "../calls/messages.en.ts";
import { callstats } from "../callstats/messages.en.ts";
import { campaigns } from "../campaigns/messages.en.ts";
import { twilio } from "../twilio/messages.en.ts";
import { lookups } from "../lookups/messages.en.ts";
import { demo } from "../demo/messages.en.ts";
import type { zh } from "./zh.ts";

/** The same keys as the Chinese catalogue, or it does not compile. */
export const en: Record<keyof typeof zh, string> = {
  ...common,
  ...chatdesk,
  ...chats,
  ...wechat,
  ...sms,
  ...notices,
  ...acd,
  ...staff,
  ...devices,
  ...invoices,
  ...jobs,
  ...knowledge,
  ...reports,
  ...requests,
  ...catalogue,
  ...households,
  ...ledger,
  ...dunning,
  ...dunningruns,
  ...metering,
  ...outagerefunds,
  ...seasonruns,
  ...carryforwards,
  ...cases,
  ...files,
  ...incidents,
  ...hall,
  ...lookups,
  ...kiosk,
  ...calls,
  ...callstats,
  ...staffing,
  ...campaigns,
  ...twilio,
  ...conversations,
  ...search,
  ...security,
  ...demo,
};
