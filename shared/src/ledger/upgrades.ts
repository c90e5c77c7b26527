import { changed, withoutField, type FormerDocument, type Upgrade } from "../store/upgrade.ts";

/**
 * 2: walks through the journal became verification runs, and a job says whether one is still under
 * way: one that a process left behind was interrupted.
 */
export const ledgerUpgrades: readonly Upgrade[] = [
  changed(2, "journalWalks", endedRun, "verificationRuns"),
];

function endedRun(body: FormerDocument): FormerDocument {
  const { beatAt, state } = body;
  const run = withoutField(body, "beatAt");
  return state === "running" ? { ...run, state: "interrupted", endedAt: beatAt } : run;
}
