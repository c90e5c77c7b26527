// Imports go one way: shared/kernel ← store, access ← api ← <domain> ← everyone else; see
// docs/architecture.md for the picture. Each rule's comment is the sentence a breach prints.
import { readdirSync } from "node:fs";

/**
 * Which other domains of `shared` a domain may know: a list without a circle. One that is not named
 * here knows none.
 */
const SIBLINGS = {
  catalogue: ["requests"],
  households: ["catalogue", "requests"],
  metering: ["catalogue", "households"],
  ledger: ["catalogue", "households", "metering", "requests"],
  dunning: ["cases", "catalogue", "files", "households", "ledger", "requests"],
  invoices: ["catalogue", "households", "ledger"],
  reports: ["catalogue", "households", "ledger", "requests"],
  seasonruns: ["catalogue", "requests"],
  carryforwards: ["households", "ledger", "reports", "requests"],
  outagerefunds: ["catalogue", "requests"],
  requests: ["files"],
  staff: ["requests"],
  cases: ["households", "files"],
  incidents: ["households", "cases"],
  hall: ["households"],
  security: ["audit"],
  campaigns: ["households", "cases", "incidents", "calls"],
  calls: ["households", "cases"],
  acd: ["calls"],
  callstats: ["acd", "calls", "chatdesk"],
  staffing: ["acd", "calls", "callstats", "cases", "households"],
  sms: ["households"],
  notices: ["cases", "catalogue", "incidents", "calls"],
  dunningruns: ["catalogue", "dunning", "notices", "requests"],
  twilio: ["acd", "calls"],
  chatdesk: ["acd", "chats", "conversations"],
  knowledge: ["cases"],
  wechat: ["chats"],
  demo: ["acd"],
  kiosk: ["households", "ledger", "cases", "incidents", "hall"],
};
const BELOW_DOMAINS = ["kernel", "store", "access", "api"];
const NO_DOMAINS = new Set([...BELOW_DOMAINS, "messages", "client", "ui"]);
const shared = new URL("shared/src/", import.meta.url);
const domains = readdirSync(shared, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => !NO_DOMAINS.has(name));

const TEST = "[.]test[.]ts$|/(testing|fixture)[.]ts$|^tests/";
const ADAPTERS =
  "^server/src/platform/(stores/(sqlite|mongo)/|files/(folder|gridfs)|notifier/redis|jobs/(embedded|bullmq)/|reports/duckdb/)|^search/src/(fts5|elasticsearch)/";

/** Packages that may be seen in one place only, wherever else they are wanted a port is missing. */
const DRIVERS = {
  mongoose: "^server/src/platform/(stores/mongo/|files/gridfs)|^bench/src/payment-floors[.]ts$",
  ioredis: "^server/src/platform/(notifier/redis|jobs/bullmq/)",
  bullmq: "^server/src/platform/jobs/bullmq/",
  "iconv-lite": "^server/src/platform/webhooks/",
  saxes: "^server/src/platform/webhooks/|^demo/src/carrier/|^shared/src/ledger/sheet/workbook/",
  "@zip[.]js/zip[.]js": "^shared/src/ledger/sheet/workbook/",
  sharp: "^server/src/platform/files/|^server/src/domains/files/",
  "file-type": "^server/src/platform/files/|^server/src/domains/files/",
  twilio: "^server/src/channels/twilio/",
  "@node-rs/argon2": "^server/src/domains/staff/",
  "express|express-rate-limit|helmet|busboy|cookie|pino-http":
    "^server/src/(platform/|service[.]ts$|pages[.]ts$)|^bench/",
  "socket[.]io": "^server/src/platform/realtime/|^bench/",
  svelte: "^(web|kiosk)/|^shared/src/(client|ui)/",
  "socket[.]io-client": "^shared/src/client/live/|^bench/",
  "libphonenumber-js": "^shared/src/households/",
  "intl-messageformat|@formatjs/icu-messageformat-parser": "^shared/src/messages/format[.]ts$",
  "pinyin-pro": "^shared/src/households/|^search/src/analysis/",
  "@elastic/elasticsearch": "^search/src/elasticsearch/",
  "@duckdb/node-api": "^server/src/platform/reports/duckdb/|^bench/src/reports[.]ts$",
  "write-excel-file": "^server/src/domains/(reports|carryforwards)/",
  papaparse: "^shared/src/ledger/sheet/",
};

const drivers = Object.entries(DRIVERS).map(([names, home]) => ({
  name: `only-at-home-${names.replace(/\W+/g, "-")}`,
  comment: `${names} is a matter of ${home} alone: ask for what you need through a port`,
  severity: "error",
  from: { path: "^(shared|bots|search|server|web|kiosk|demo|bench)/", pathNot: [home, TEST] },
  to: { path: `node_modules/(${names})/` },
}));

export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or miss a third",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "This import leads nowhere",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^([$]app|[$]env|[$]service-worker|virtual:)" },
    },
    {
      name: "kernel-alone",
      comment: "shared/kernel imports nothing but itself",
      severity: "error",
      from: { path: "^shared/src/kernel/", pathNot: TEST },
      to: { pathNot: "^shared/src/kernel/" },
    },
    {
      name: "store-on-kernel",
      comment: "shared/store imports only the kernel and itself",
      severity: "error",
      from: { path: "^shared/src/store/", pathNot: [TEST, "/contract(/|[.]ts$)"] },
      to: { pathNot: "^shared/src/(kernel|store)/" },
    },
    {
      name: "access-on-kernel",
      comment: "Who may do what is known below all domains",
      severity: "error",
      from: { path: "^shared/src/access/", pathNot: TEST },
      to: { path: "^(shared|server|web|kiosk)/", pathNot: "^shared/src/(kernel|access)/" },
    },
    {
      name: "api-below-domains",
      comment: "How endpoints, views and manifests are declared knows none of them",
      severity: "error",
      from: { path: "^shared/src/api/", pathNot: TEST },
      to: { path: "^(shared|server|web|kiosk)/", pathNot: "^shared/src/(kernel|access|api)/" },
    },
    ...domains
      .map((domain) => ({ domain, siblings: SIBLINGS[domain] ?? [] }))
      .map(({ domain, siblings }) => ({
        name: `${domain}-apart`,
        comment: `${domain} knows what is below it, itself and ${siblings.join(", ") || "nobody"}`,
        severity: "error",
        from: { path: `^shared/src/${domain}/`, pathNot: TEST },
        to: {
          path: "^(shared|server|web|kiosk)/",
          pathNot: `^shared/src/(${[...BELOW_DOMAINS, domain, ...siblings].join("|")})/`,
        },
      })),
    {
      name: "domains-pure",
      comment: "Pure rules do no input or output: no Node modules in shared",
      severity: "error",
      from: { path: "^shared/src/", pathNot: [TEST, "/contract(/|[.]ts$)"] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "messages-of-domains",
      comment: "The catalogue joins what the domains say, and knows nothing else of them",
      severity: "error",
      from: { path: "^shared/src/messages/", pathNot: TEST },
      to: {
        path: "^(shared|server|web|kiosk)/",
        pathNot: "^shared/src/(messages/|[^/]+/[a-z]+[.](zh|en)[.]ts$)",
      },
    },
    {
      name: "shared-below",
      comment: "shared is what all others stand on: it imports none of them",
      severity: "error",
      from: { path: "^shared/" },
      to: { path: "^(bots|search|server|web|kiosk|demo|bench|tests|tools)/" },
    },
    {
      name: "bots-see-shared",
      comment: "A conversation is decided by what it is told: bots imports only shared and itself",
      severity: "error",
      from: { path: "^bots/" },
      to: { path: "^(search|server|web|kiosk|demo|bench|tests|tools)/" },
    },
    {
      name: "search-sees-shared",
      comment: "What is found is decided by what was typed and written: it imports only shared",
      severity: "error",
      from: { path: "^search/" },
      to: { path: "^(bots|server|web|kiosk|demo|bench|tests|tools)/" },
    },
    {
      name: "bots-pure",
      comment: "A conversation does no input or output: no Node modules in bots",
      severity: "error",
      from: { path: "^bots/", pathNot: TEST },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "screens-see-shared",
      comment: "web and kiosk import only shared and themselves",
      severity: "error",
      from: { path: "^(web|kiosk)/" },
      to: {
        path: "^(shared|bots|search|server|web|kiosk|demo|bench|tests|tools)/",
        pathNot: "^(shared|$1)/",
      },
    },
    {
      name: "client-for-screens",
      comment: "How a screen calls, follows and speaks is known to screens alone",
      severity: "error",
      from: {
        path: "^(shared|bots|search|server|demo|bench|tools)/",
        pathNot: "^shared/src/(client|ui)/",
      },
      to: { path: "^shared/src/(client|ui)/" },
    },
    {
      name: "client-without-parts",
      comment: "Calls, live rows and languages know nothing of what is drawn",
      severity: "error",
      from: { path: "^shared/src/client/" },
      to: { path: "^shared/src/ui/" },
    },
    {
      name: "console-acts-in-one-place",
      comment:
        "What the console does goes through web/src/lib/call.ts, which never loses an outcome",
      severity: "error",
      from: { path: "^web/", pathNot: ["^web/src/lib/call[.]ts$", TEST] },
      to: {
        path: "^shared/src/client/(call|acts[.]svelte|key)[.]ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "nobody-sees-wechaty",
      comment: "The gateway is a process and a tree of its own: it sees us, nobody sees it",
      severity: "error",
      from: { path: "^(shared|bots|search|server|web|kiosk|demo|bench|tests|tools)/" },
      to: { path: "^wechaty/|node_modules/wechaty" },
    },
    {
      name: "server-without-screens",
      comment: "The server serves what the screens were built into, never their sources",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^(web|kiosk)/src/" },
    },
    {
      name: "only-engines-sees-adapters",
      comment: "Which engine is in use is known to server/src/engines.ts alone",
      severity: "error",
      from: {
        path: "^(server|demo|bench|tools)/",
        pathNot: ["^server/src/engines[.]ts$", "^bench/", ADAPTERS, TEST],
      },
      to: { path: ADAPTERS },
    },
    {
      name: "adapters-apart",
      comment: "An adapter of one engine knows none of another",
      severity: "error",
      from: { path: "^server/src/platform/stores/([^/]+)/", pathNot: TEST },
      to: {
        path: "^server/src/platform/stores/[^/]+/",
        pathNot: "^server/src/platform/stores/$1/",
      },
    },
    {
      name: "platform-without-domains",
      comment: "The platform carries the domains' commands without knowing them",
      severity: "error",
      from: { path: "^server/src/platform/", pathNot: TEST },
      to: { path: "^server/src/(domains|channels)/|^demo/" },
    },
    {
      name: "domains-meet-through-exports",
      comment: "What a domain of the server shows to others stands in its index.ts",
      severity: "error",
      from: { path: "^server/src/(domains|channels)/([^/]+)/", pathNot: TEST },
      to: {
        path: "^server/src/domains/[^/]+/",
        pathNot: ["^server/src/domains/$2/", "^server/src/domains/[^/]+/index[.]ts$"],
      },
    },
    {
      name: "modules-are-listed",
      comment: "A module is put in by the list in modules.ts, nobody else knows it",
      severity: "error",
      from: { path: "^server/src/", pathNot: ["^server/src/modules[.]ts$", TEST] },
      to: { path: "^server/src/(domains|channels)/[^/]+/module[.]ts$" },
    },
    {
      name: "sqlite-at-home",
      comment: "node:sqlite is spoken in its adapters alone",
      severity: "error",
      from: {
        path: "^(server|shared|search|tools)/",
        pathNot: ["^server/src/platform/stores/sqlite/|^search/src/fts5/", TEST],
      },
      to: { path: "^(node:)?sqlite$" },
    },
    {
      name: "zod-at-the-border",
      comment:
        "zod reads what comes from outside: in api.ts and live.ts, config.ts and the platform",
      severity: "error",
      from: {
        path: "^(shared|bots|search|server|web|kiosk)/",
        pathNot: [
          "^shared/src/api/",
          "^shared/src/[^/]+/[a-z-]*(api|live|rows|answers)[.]ts$",
          "^server/src/config[.]ts$",
          "^server/src/platform/",
          TEST,
        ],
      },
      to: { path: "node_modules/zod/", dependencyTypesNot: ["type-only"] },
    },
    ...drivers,
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(build|dist|[.]svelte-kit)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "svelte", "node", "default"],
      extensions: [".ts", ".js", ".mjs", ".svelte"],
    },
    moduleSystems: ["es6"],
  },
};
