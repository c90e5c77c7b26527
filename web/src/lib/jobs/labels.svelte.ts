import type { JobRow } from "@warmline/shared/jobs/api.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { jobName } from "@warmline/shared/messages/index.ts";
import { language, languageTag, t, type PlainMessageKey } from "../messages.svelte.ts";

/** What people call a job. */
export function jobTitle({ job }: Pick<JobRow, "job">): string {
  return jobName(language(), job);
}

const KNOWN: Readonly<Record<string, PlainMessageKey>> = {
  "process-lost": "jobs.error.process-lost",
  "deadline-passed": "jobs.error.deadline-passed",
};

/** Why a run failed: a sentence for what the engine itself found, else what the program said. */
export function errorText(error: string | undefined): string {
  const known = KNOWN[error ?? ""];
  return known === undefined ? (error ?? "") : t(known);
}

const UNITS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** `in 12 minutes`, `12分钟后`; what is overdue is due now. */
export function dueText(at: Instant, now: Instant): string {
  const seconds = Math.round((at - now) / 1_000);
  if (seconds <= 0) return t("console.jobs.due.now");
  const [unit, length] = UNITS.find(([, size]) => seconds >= size) ?? ["second", 1];
  const format = new Intl.RelativeTimeFormat(languageTag(), { style: "short" });
  return format.format(Math.round(seconds / length), unit);
}

const STAGES: Readonly<Record<string, PlainMessageKey>> = {
  chains: "jobs.stage.chains",
  log: "jobs.stage.log",
  "outage-previewing": "jobs.stage.outage-previewing",
  "outage-refunding": "jobs.stage.outage-refunding",
  "outage-undoing": "jobs.stage.outage-undoing",
  "season-preview": "jobs.stage.season-preview",
  "season-charge": "jobs.stage.season-charge",
  "season-undo": "jobs.stage.season-undo",
  "carry-forward": "jobs.stage.carry-forward",
  "dunning-looking": "jobs.stage.dunning-looking",
  "dunning-preview": "jobs.stage.dunning-preview",
  "dunning-send": "jobs.stage.dunning-send",
};

/** What a run is at. */
export function stageText(stage: string | undefined): string {
  return t(STAGES[stage ?? ""] ?? "console.jobs.progress");
}
