import { zh as shared } from "@warmline/shared/messages/zh.ts";
import { page } from "./page.zh.ts";
import { console } from "../console/messages.zh.ts";
import { sms } from "../sms/messages.zh.ts";
import { accountTimeline } from "../account-timeline/messages.zh.ts";
import { acd } from "../acd/messages.zh.ts";
import { audit } from "../audit/messages.zh.ts";
import { books } from "../books/messages.zh.ts";
import { badDebt } from "../bad-debt/messages.zh.ts";
import { invoices } from "../invoices/messages.zh.ts";
import { dunning } from "../dunning/messages.zh.ts";
import { dunningRuns } from "../dunning-runs/messages.zh.ts";
import { slips } from "../slips/messages.zh.ts";
import { plans } from "../plans/messages.zh.ts";
import { calendar } from "../calendar/messages.zh.ts";
import { calls } from "../calls/messages.zh.ts";
import { callstats } from "../callstats/messages.zh.ts";
import { staffing } from "../staffing/messages.zh.ts";
import { campaigns } from "../campaigns/messages.zh.ts";
import { cases } from "../cases/messages.zh.ts";
import { catalogue } from "../catalogue/messages.zh.ts";
import { contracts } from "../contracts/messages.zh.ts";
import { customers } from "../customers/messages.zh.ts";
import { devices } from "../devices/messages.zh.ts";
import { hall } from "../hall/messages.zh.ts";
import { households } from "../households/messages.zh.ts";
import { incidents } from "../incidents/messages.zh.ts";
import { jobs } from "../jobs/messages.zh.ts";
import { knowledge } from "../knowledge/messages.zh.ts";
import { ledger } from "../ledger/messages.zh.ts";
import { opening } from "../opening/messages.zh.ts";
import { chat } from "../chat/messages.zh.ts";
import { notices } from "../notices/messages.zh.ts";
import { chatdesk } from "../chatdesk/messages.zh.ts";
import { outbox } from "../outbox/messages.zh.ts";
import { phone } from "../phone/messages.zh.ts";
import { policy } from "../policy/messages.zh.ts";
import { premises } from "../premises/messages.zh.ts";
import { prices } from "../prices/messages.zh.ts";
import { refunds } from "../refunds/messages.zh.ts";
import { reports } from "../reports/messages.zh.ts";
import { lateFees } from "../late-fees/messages.zh.ts";
import { metering } from "../metering/messages.zh.ts";
import { services } from "../services/messages.zh.ts";
import { reliefs } from "../reliefs/messages.zh.ts";
import { requests } from "../requests/messages.zh.ts";
import { search } from "../search/messages.zh.ts";
import { carryForwards } from "../carry-forwards/messages.zh.ts";
import { outageRefunds } from "../outage-refunds/messages.zh.ts";
import { seasonRuns } from "../season-runs/messages.zh.ts";
import { security } from "../security/messages.zh.ts";
import { staff } from "../staff/messages.zh.ts";
import { tills } from "../tills/messages.zh.ts";
import { tv } from "../tv/messages.zh.ts";
import { verification } from "../verification/messages.zh.ts";
import { wallboard } from "../wallboard/messages.zh.ts";
import { voice } from "../voice/messages.zh.ts";

/** What the domains say to everyone, and what the pages of this app say, by the folder of each. */
export const zh = {
  ...shared,
  ...page,
  ...console,
  ...sms,
  ...accountTimeline,
  ...acd,
  ...audit,
  ...books,
  ...calendar,
  ...calls,
  ...callstats,
  ...staffing,
  ...campaigns,
  ...cases,
  ...catalogue,
  ...contracts,
  ...customers,
  ...devices,
  ...hall,
  ...households,
  ...incidents,
  ...jobs,
  ...knowledge,
  ...ledger,
  ...opening,
  ...chat,
  ...notices,
  ...chatdesk,
  ...outbox,
  ...phone,
  ...policy,
  ...premises,
  ...prices,
  ...refunds,
  ...reports,
  ...lateFees,
  ...metering,
  ...reliefs,
  ...services,
  ...badDebt,
  ...invoices,
  ...dunning,
  ...dunningRuns,
  ...slips,
  ...plans,
  ...requests,
  ...search,
  ...carryForwards,
  ...outageRefunds,
  ...seasonRuns,
  ...security,
  ...staff,
  ...tills,
  ...tv,
  ...verification,
  ...voice,
  ...wallboard,
} as const;
