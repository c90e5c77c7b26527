import { noticesManifest } from "./notices/manifest.ts";
import { smsManifest } from "./sms/manifest.ts";
import { chatdeskManifest } from "./chatdesk/manifest.ts";
import { chatsManifest } from "./chats/manifest.ts";
import { wechatManifest } from "./wechat/manifest.ts";
import { acdManifest } from "./acd/manifest.ts";
import { auditManifest } from "./audit/manifest.ts";
import type { Manifest } from "./api/manifest.ts";
import { healthManifest } from "./api/health.ts";
import { carryForwardsManifest } from "./carryforwards/manifest.ts";
import { casesManifest } from "./cases/manifest.ts";
import { conversationsManifest } from "./conversations/manifest.ts";
import { demoManifest } from "./demo/manifest.ts";
import { callsManifest } from "./calls/manifest.ts";
import { callstatsManifest } from "./callstats/manifest.ts";
import { campaignsManifest } from "./campaigns/manifest.ts";
import { catalogueManifest } from "./catalogue/manifest.ts";
import { devicesManifest } from "./devices/manifest.ts";
import { filesManifest } from "./files/manifest.ts";
import { hallManifest } from "./hall/manifest.ts";
import { householdsManifest } from "./households/manifest.ts";
import { incidentsManifest } from "./incidents/manifest.ts";
import { invoicesManifest } from "./invoices/manifest.ts";
import { jobsManifest } from "./jobs/manifest.ts";
import { knowledgeManifest } from "./knowledge/manifest.ts";
import { kioskManifest } from "./kiosk/manifest.ts";
import { lookupsManifest } from "./lookups/manifest.ts";
import { ledgerManifest } from "./ledger/manifest.ts";
import { dunningManifest } from "./dunning/manifest.ts";
import { dunningRunsManifest } from "./dunningruns/manifest.ts";
import { meteringManifest } from "./metering/manifest.ts";
import { outageRefundsManifest } from "./outagerefunds/manifest.ts";
import { reportsManifest } from "./reports/manifest.ts";
import { requestsManifest } from "./requests/manifest.ts";
import { seasonRunsManifest } from "./seasonruns/manifest.ts";
import { securityManifest } from "./security/manifest.ts";
import { searchManifest } from "./search/manifest.ts";
import { staffManifest } from "./staff/manifest.ts";
import { staffingManifest } from "./staffing/manifest.ts";
import { twilioManifest } from "./twilio/manifest.ts";

/** Every domain and channel: the one list that a new one is added to in `shared`. */
export const manifests: readonly Manifest[] = [
  staffManifest,
  devicesManifest,
  auditManifest,
  catalogueManifest,
  householdsManifest,
  meteringManifest,
  ledgerManifest,
  invoicesManifest,
  reportsManifest,
  seasonRunsManifest,
  carryForwardsManifest,
  filesManifest,
  casesManifest,
  incidentsManifest,
  outageRefundsManifest,
  dunningManifest,
  dunningRunsManifest,
  hallManifest,
  lookupsManifest,
  kioskManifest,
  callsManifest,
  callstatsManifest,
  staffingManifest,
  campaignsManifest,
  twilioManifest,
  smsManifest,
  acdManifest,
  conversationsManifest,
  chatsManifest,
  chatdeskManifest,
  wechatManifest,
  noticesManifest,
  knowledgeManifest,
  jobsManifest,
  requestsManifest,
  searchManifest,
  securityManifest,
  demoManifest,
  healthManifest,
];

export const endpoints = manifests.flatMap((one) => one.endpoints);
export const webhooks = manifests.flatMap((one) => one.webhooks);
export const permissions = manifests.flatMap((one) => one.permissions);
export const refusals = manifests.map((one) => one.refusals);
