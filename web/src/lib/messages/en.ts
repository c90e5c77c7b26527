import { en as shared } from "@warmline/shared/messages/en.ts";
import { page } from "./page.en.ts";
import { console } from "../console/messages.en.ts";
import { sms } from "../sms/messages.en.ts";
import { accountTimeline } from "../account-timeline/messages.en.ts";
import { acd } from "../acd/messages.en.ts";
import { audit } from "../audit/messages.en.ts";
import { books } from "../books/messages.en.ts";
import { badDebt } from "../bad-debt/messages.en.ts";
import { invoices } from "../invoices/messages.en.ts";
import { dunning } from "../dunning/messages.en.ts";
import { dunningRuns } from "../dunning-runs/messages.en.ts";
import { slips } from "../slips/messages.en.ts";
import { plans } from "../plans/messages.en.ts";
import { calendar } from "../calendar/messages.en.ts";
import { calls } from "../calls/messages.en.ts";
import { callstats } from "../callstats/messages.en.ts";
import { staffing } from "../staffing/messages.en.ts";
import { campaigns } from "../campaigns/messages.en.ts";
import { cases } from "../cases/messages.en.ts";
import { catalogue } from "../catalogue/messages.en.ts";
import { contracts } from "../contracts/messages.en.ts";
import { customers } from "../customers/messages.en.ts";
import { devices } from "../devices/messages.en.ts";
import { hall } from "../hall/messages.en.ts";
import { households } from "../households/messages.en.ts";
import { incidents } from "../incidents/messages.en.ts";
import { jobs } from "../jobs/messages.en.ts";
import { knowledge } from "../knowledge/messages.en.ts";
import { ledger } from "../ledger/messages.en.ts";
import { opening } from "../opening/messages.en.ts";
import { chat } from "../chat/messages.en.ts";
import { notices } from "../notices/messages.en.ts";
import { chatdesk } from "../chatdesk/messages.en.ts";
import { outbox } from "../outbox/messages.en.ts";
import { phone } from "../phone/messages.en.ts";
import { policy } from "../policy/messages.en.ts";
import { premises } from "../premises/messages.en.ts";
import { prices } from "../prices/messages.en.ts";
import { refunds } from "../refunds/messages.en.ts";
import { reports } from "../reports/messages.en.ts";
import { lateFees } from "../late-fees/messages.en.ts";
import { metering } from "../metering/messages.en.ts";
import { services } from "../services/messages.en.ts";
import { reliefs } from "../reliefs/messages.en.ts";
import { requests } from "../requests/messages.en.ts";
import { search } from "../search/messages.en.ts";
import { carryForwards } from "../carry-forwards/messages.en.ts";
import { outageRefunds } from "../outage-refunds/messages.en.ts";
import { seasonRuns } from "../season-runs/messages.en.ts";
import { security } from "../security/messages.en.ts";
import { staff } from "../staff/messages.en.ts";
import { tills } from "../tills/messages.en.ts";
import { tv } from "../tv/messages.en.ts";
import { verification } from "../verification/messages.en.ts";
import { wallboard } from "../wallboard/messages.en.ts";
import { voice } from "../voice/messages.en.ts";
import type { zh } from "./zh.ts";

export const en: Record<keyof typeof zh, string> = {
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
};
