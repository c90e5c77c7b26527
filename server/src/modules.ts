import { healthManifest, readHealth } from "@warmline/shared/api/health.ts";
import { demoCities } from "@warmline/shared/demo/model.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import type { FollowerState } from "@warmline/shared/store/port.ts";
import { upgradeRuns } from "@warmline/shared/store/upgrade.ts";
import { kioskModule } from "./channels/kiosk/module.ts";
import { twilioModule } from "./channels/twilio/module.ts";
import { wechatModule } from "./channels/wechat/module.ts";
import { chatdeskModule } from "./domains/chatdesk/module.ts";
import { chatsModule } from "./domains/chats/module.ts";
import { noticesModule } from "./domains/notices/module.ts";
import { smsModule } from "./domains/sms/module.ts";
import { acdModule } from "./domains/acd/module.ts";
import { auditModule } from "./domains/audit/module.ts";
import { callsModule } from "./domains/calls/module.ts";
import { callstatsModule } from "./domains/callstats/module.ts";
import { campaignsModule } from "./domains/campaigns/module.ts";
import { carryForwardsModule } from "./domains/carryforwards/module.ts";
import { casesModule } from "./domains/cases/module.ts";
import { catalogueModule } from "./domains/catalogue/module.ts";
import { conversationsModule } from "./domains/conversations/module.ts";
import { dunningModule } from "./domains/dunning/module.ts";
import { dunningRunsModule } from "./domains/dunningruns/module.ts";
import { devicesModule } from "./domains/devices/module.ts";
import { filesModule } from "./domains/files/module.ts";
import { hallModule } from "./domains/hall/module.ts";
import { householdsModule } from "./domains/households/module.ts";
import { incidentsModule } from "./domains/incidents/module.ts";
import { invoicesModule } from "./domains/invoices/module.ts";
import { jobsModule } from "./domains/jobs/module.ts";
import { knowledgeModule } from "./domains/knowledge/module.ts";
import { ledgerModule } from "./domains/ledger/module.ts";
import { lookupsModule } from "./domains/lookups/module.ts";
import { meteringModule } from "./domains/metering/module.ts";
import { outageRefundsModule } from "./domains/outagerefunds/module.ts";
import { reportsModule } from "./domains/reports/module.ts";
import { requestsModule } from "./domains/requests/module.ts";
import { seasonRunsModule } from "./domains/seasonruns/module.ts";
import { searchModule } from "./domains/search/module.ts";
import { securityModule } from "./domains/security/module.ts";
import { staffModule } from "./domains/staff/module.ts";
import { staffingModule } from "./domains/staffing/module.ts";
import { serve } from "./platform/http/serve.ts";
import type { Module } from "./platform/module.ts";

/** Every domain and channel: the one list that a new one is added to in the server. */
const domains: readonly Module[] = [
  staffModule,
  devicesModule,
  catalogueModule,
  householdsModule,
  meteringModule,
  ledgerModule,
  invoicesModule,
  reportsModule,
  seasonRunsModule,
  carryForwardsModule,
  filesModule,
  casesModule,
  incidentsModule,
  outageRefundsModule,
  dunningModule,
  dunningRunsModule,
  hallModule,
  lookupsModule,
  kioskModule,
  callsModule,
  campaignsModule,
  twilioModule,
  smsModule,
  acdModule,
  callstatsModule,
  staffingModule,
  conversationsModule,
  chatsModule,
  chatdeskModule,
  wechatModule,
  noticesModule,
  knowledgeModule,
  jobsModule,
];

/** 审批: what each domain says can be asked for. */
const requests = requestsModule(domains.flatMap(({ approvables = [] }) => approvables));

/** 全局查找: what each domain says can be found. */
const search = searchModule(domains.flatMap(({ searchables = [] }) => searchables));

/** How each domain calls what its records are about. */
const namings = [...domains, requests].flatMap(({ subjects = [] }) => subjects);

const health: Module = {
  manifest: healthManifest,
  // A store made as a demo says so whoever opens it.
  collections: [upgradeRuns, demoCities],
  routes: ({ store }) => [
    serve(readHealth, async () =>
      ok({ position: await store.head(), followers: store.followers().map(shownToWatchers) }),
    ),
  ],
};

/** Why it failed stands in the log: it may name people. */
function shownToWatchers({ name, position, failing }: FollowerState) {
  const shown = failing && { position: failing.position, times: failing.times };
  return { name, position, failing: shown };
}

export const modules: readonly Module[] = [
  ...domains,
  requests,
  search,
  auditModule(namings),
  securityModule(namings),
  health,
];

/** What the engines make tables of. */
export const collections: readonly Collection[] = modules.flatMap(
  ({ collections: declared = [] }) => declared,
);
