import { runMeasurables } from "../../tools/measured.ts";

/**
 * `npm run bench -- NAME`: figures as ratios to a floor measured in the same run, one file each.
 */
process.exit(
  await runMeasurables(
    {
      commits: async () => (await import("./commits.ts")).commits,
      lookup: async () => (await import("./lookup.ts")).lookup,
      cases: async () => (await import("./cases.ts")).casesFiled,
      payments: async () => (await import("./payments.ts")).payments,
      bulk: async () => (await import("./bulk.ts")).bulk,
      carry: async () => (await import("./carry.ts")).carry,
      season: async () => (await import("./season.ts")).season,
      verify: async () => (await import("./verify.ts")).verify,
      pages: async () => (await import("./pages.ts")).pages,
      callers: async () => (await import("./callers.ts")).callers,
      chat: async () => (await import("./chat.ts")).chat,
      search: async () => (await import("./search.ts")).search,
      reports: async () => (await import("./reports.ts")).reports,
      live: async () => (await import("./live.ts")).live,
    },
    process.argv.slice(2),
  ),
);
