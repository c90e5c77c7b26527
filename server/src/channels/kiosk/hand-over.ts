import { CATEGORIES, type CaseCategory } from "@warmline/shared/cases/categories.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import { command } from "../../platform/commands/command.ts";
import { decideReport, fileCase, loadReport } from "../../domains/cases/index.ts";

interface HandOver {
  /** The kiosk's own id of the report. */
  readonly reportId: string;
  readonly category: string;
  readonly severe: boolean;
  readonly said: string;
}

const DESCRIPTION_MAX = 1_000;

/**
 * A report that was refused for its content becomes a case of the kiosk's hall, with all that was
 * written as its description: staff can read what no rule could. Nothing in it is taken for a
 * number or a place, so that it cannot be refused for one again; the refusals are those of
 * `loadReport` and `decideReport`.
 */
export const handOver = command({
  name: fileCase.name,
  mutex: ({ reportId }: HandOver) => `cases/file/${reportId}`,
  scope: "anywhere",
  load: (reads, { reportId, category, severe, said }: HandOver, moment) => {
    const kind: CaseCategory = isCategory(category) ? category : "other";
    const filing = {
      source: "kiosk",
      sourceId: `refused/${reportId}`,
      contact: {},
      category: kind,
      urgency: CATEGORIES[kind].reported[severe ? "severe" : "usual"],
      description: describe(said),
    } as const;
    return loadReport(reads, filing, moment);
  },
  decide(state, _, moment) {
    const decided = decideReport(state, moment);
    return decided.ok ? ok({ ...decided.value, value: { received: true as const } }) : decided;
  },
});

function isCategory(typed: string): typed is CaseCategory {
  return Object.hasOwn(CATEGORIES, typed);
}

/** What a description may not have is a blank in it: control characters, marks that turn text. */
const UNREADABLE = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu;

function describe(said: string): string {
  const readable = said.replace(UNREADABLE, " ");
  const text = formatMessage("zh", "kiosk-report.handed-over", { said: readable });
  return text.slice(0, DESCRIPTION_MAX).toWellFormed();
}
