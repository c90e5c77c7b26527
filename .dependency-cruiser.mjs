// Imports go one way: shared/kernel ← shared/<domain> ← shared/wire ← everyone else; see
// docs/architecture.md for the picture. Each rule's comment is the sentence a breach prints.

const DOMAINS = "households|ledger|tickets|hall|staff|phone";
const TEST = "[.]test[.]ts$|/(testing|fixture)[.]ts$|^tests/";
const ADAPTERS =
  "^server/src/platform/(stores/(sqlite|mongo)/|files/(folder|gridfs)|notifier/redis)";

/** Packages that may be seen in one place only, wherever else they are wanted a port is missing. */
const DRIVERS = {
  mongoose: "^server/src/platform/(stores/mongo/|files/gridfs)",
  ioredis: "^server/src/platform/notifier/redis",
  sharp: "^server/src/platform/files/|^server/src/tickets/",
  "file-type": "^server/src/platform/files/|^server/src/tickets/",
  "@node-rs/argon2": "^server/src/staff/|^server/src/platform/auth/",
  "express|express-rate-limit|helmet|busboy|cookie|pino-http":
    "^server/src/(platform/|service[.]ts$|pages[.]ts$)|^bench/",
  "socket[.]io": "^server/src/platform/realtime/|^bench/",
  "libphonenumber-js": "^shared/src/households/",
  i18next: "^shared/src/words/",
  "pinyin-pro": "^shared/src/households/",
};

const drivers = Object.entries(DRIVERS).map(([names, home]) => ({
  name: `only-at-home-${names.replace(/\W+/g, "-")}`,
  comment: `${names} is a matter of ${home} alone: ask for what you need through a port`,
  severity: "error",
  from: { path: "^(shared|server|web|kiosk|bench)/", pathNot: [home, TEST] },
  to: { path: `node_modules/(${names})/` },
}));

export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file, or miss a third",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
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
      name: "domains-apart",
      comment: "A domain knows the kernel, the store's words and itself; a command joins domains",
      severity: "error",
      from: { path: `^shared/src/(${DOMAINS})/`, pathNot: TEST },
      to: { path: "^(shared|server|web|kiosk)/", pathNot: "^shared/src/(kernel|store|$1)/" },
    },
    {
      name: "domains-pure",
      comment: "Pure rules do no input or output: no Node modules in shared",
      severity: "error",
      from: { path: "^shared/src/", pathNot: [TEST, "/contract(/|[.]ts$)"] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "words-alone",
      comment: "The catalogue knows no domain",
      severity: "error",
      from: { path: "^shared/src/words/", pathNot: TEST },
      to: { path: "^(shared|server|web|kiosk)/", pathNot: "^shared/src/words/" },
    },
    {
      name: "wire-without-words",
      comment: "What crosses the border are codes; sentences are made at its edges",
      severity: "error",
      from: { path: "^shared/src/wire/", pathNot: TEST },
      to: { path: "^shared/src/words/" },
    },
    {
      name: "shared-below",
      comment: "shared is what all others stand on: it imports none of them",
      severity: "error",
      from: { path: "^shared/" },
      to: { path: "^(server|web|kiosk|bench|tests|tools)/" },
    },
    {
      name: "screens-see-shared",
      comment: "web and kiosk import only shared and themselves",
      severity: "error",
      from: { path: "^(web|kiosk)/" },
      to: { path: "^(shared|server|web|kiosk|bench|tests|tools)/", pathNot: "^(shared|$1)/" },
    },
    {
      name: "server-without-screens",
      comment: "The server serves what the screens were built into, never their sources",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^(web|kiosk)/src/" },
    },
    {
      name: "only-compose-sees-adapters",
      comment: "Which engine is in use is known to server/src/compose.ts alone",
      severity: "error",
      from: {
        path: "^(server|bench|tools)/",
        pathNot: ["^server/src/compose[.]ts$", "^bench/", ADAPTERS, TEST],
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
      to: { path: `^server/src/(${DOMAINS}|reports|demo)/` },
    },
    {
      name: "sqlite-at-home",
      comment: "node:sqlite is spoken in its adapter alone",
      severity: "error",
      from: {
        path: "^(server|shared|tools)/",
        pathNot: ["^server/src/platform/stores/sqlite/", TEST],
      },
      to: { path: "^(node:)?sqlite$" },
    },
    {
      name: "zod-at-the-border",
      comment: "zod reads what comes from outside: in shared/wire, config.ts and the platform",
      severity: "error",
      from: {
        path: "^(shared|server|web|kiosk)/",
        pathNot: ["^shared/src/wire/", "^server/src/config[.]ts$", "^server/src/platform/", TEST],
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
