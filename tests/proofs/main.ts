import { runMeasurables } from "../../tools/measured.ts";

/** `npm run prove -- NAME [--seed N] [--rounds N]`: simulations, races and kills, one file each. */
process.exit(
  await runMeasurables(
    {
      backup: async () => (await import("./backup.ts")).backup,
      kills: async () => (await import("./backup.ts")).kills,
      upgrade: async () => (await import("./upgrade.ts")).upgrade,
      races: async () => (await import("./races.ts")).races,
      mutations: async () => (await import("./mutations.ts")).mutations,
      fairness: async () => (await import("./fairness.ts")).fairness,
      streams: async () => (await import("./streams.ts")).streams,
      tamper: async () => (await import("./tamper.ts")).tamper,
      visits: async () => (await import("./visits.ts")).visits,
      fuzz: async () => (await import("./fuzz.ts")).fuzz,
      hooks: async () => (await import("./hooks.ts")).hooks,
      permissions: async () => (await import("./permissions.ts")).permissions,
      sheets: async () => (await import("./sheets.ts")).sheets,
      channels: async () => (await import("./channels.ts")).channels,
      phrases: async () => (await import("./phrases.ts")).phrases,
      calls: async () => (await import("./calls.ts")).calls,
      find: async () => (await import("./find.ts")).find,
      queries: async () => (await import("./queries.ts")).queries,
      reports: async () => (await import("./reports.ts")).reports,
      "day-races": async () => (await import("./day-races.ts")).dayRaces,
      rules: async () => (await import("./rules.ts")).rules,
      settle: async () => (await import("./settle.ts")).settlements,
      "charge-races": async () => (await import("./charge-races.ts")).chargeRaces,
    },
    process.argv.slice(2),
  ),
);
