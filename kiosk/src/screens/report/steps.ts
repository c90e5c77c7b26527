import type { ReportDraft } from "../../report-draft.svelte.ts";

/** What every question of the report is given. */
export interface StepProps {
  readonly draft: ReportDraft;
  readonly step: number;
  readonly steps: number;
  readonly back: () => void;
}

export interface AskProps extends StepProps {
  readonly next: () => void;
}
