import { chatdesk } from "../chatdesk/messages.zh.ts";
import { chats } from "../chats/messages.zh.ts";
import { wechat } from "../wechat/messages.zh.ts";
import { notices } from "../notices/messages.zh.ts";
import { sms } from "../sms/messages.zh.ts";
import { acd } from "../acd/messages.zh.ts";
import { common } from "./common.zh.ts";
import { search } from "../search/messages.zh.ts";
import { security } from "../security/messages.zh.ts";
import { staff } from "../staff/messages.zh.ts";
import { staffing } from "../staffing/messages.zh.ts";
import { devices } from "../devices/messages.zh.ts";
import { invoices } from "../invoices/messages.zh.ts";
import { jobs } from "../jobs/messages.zh.ts";
import { knowledge } from "../knowledge/messages.zh.ts";
import { reports } from "../reports/messages.zh.ts";
import { requests } from "../requests/messages.zh.ts";
import { catalogue } from "../catalogue/messages.zh.ts";
import { households } from "../households/messages.zh.ts";
import { ledger } from "../ledger/messages.zh.ts";
import { dunning } from "../dunning/messages.zh.ts";
import { dunningruns } from "../dunningruns/messages.zh.ts";
import { metering } from "../metering/messages.zh.ts";
import { outagerefunds } from "../outagerefunds/messages.zh.ts";
import { seasonruns } from "../seasonruns/messages.zh.ts";
import { carryforwards } from "../carryforwards/messages.zh.ts";
import { cases } from "../cases/messages.zh.ts";
import { files } from "../files/messages.zh.ts";
import { incidents } from "../incidents/messages.zh.ts";
import { hall } from "../hall/messages.zh.ts";
import { conversations } from "../conversations/messages.zh.ts";
import { kiosk } from "../kiosk/messages.zh.ts";
import { calls } from "../calls/messages.zh.ts";
import { callstats } from "../callstats/messages.zh.ts";
import { campaigns } from "../campaigns/messages.zh.ts";
import { twilio } from "../twilio/messages.zh.ts";
import { lookups } from "../lookups/messages.zh.ts";
import { demo } from "../demo/messages.zh.ts";

/**
 * What the domains say, each in the file of its name; a key is `<domain>.<thing>`. What only one of
 * the screens says is in that screen's own catalogue.
 */
export const zh = {
  ...common,
  ...chatdesk,
  ...chats,
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
  ...wechat,
  ...conversations,
  ...search,
  ...security,
  ...demo,
} as const;
