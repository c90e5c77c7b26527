import type { CaseCategory } from "@warmline/shared/cases/categories.ts";
import { roomsIn, sinceIn } from "../hear/circumstances.ts";
import type { ReportDraft } from "./session.ts";

/** What is asked about a report, one at a time. */
export type ReportQuestion = "place" | "since" | "rooms" | "severe";
export type ReportStep = "category" | ReportQuestion | "words" | "picture" | "confirm";

/** What has to be known of each category: of the cold what a repairer asks first. */
const ASKED: Readonly<Record<CaseCategory, readonly ReportQuestion[]>> = {
  "not-warm": ["place", "since", "rooms", "severe"],
  leak: ["place", "severe"],
  "no-heat-building": ["place", "since"],
  "fee-question": [],
  "stop-restore": [],
  "private-alteration": ["place", "severe"],
  callback: [],
  praise: [],
  other: ["place", "severe"],
};

/** Where a picture spares whoever comes a way; of the cold it shows nothing. */
const PICTURED: ReadonlySet<CaseCategory> = new Set(["leak", "private-alteration", "other"]);

/** A new draft: of what was said with the wish nothing is asked again. */
export function draftOf(category: CaseCategory | undefined, text?: string): ReportDraft {
  const draft = { said: [], ...(category === undefined ? {} : { category }) };
  return text === undefined ? draft : withSaid(draft, text);
}

/** Kept word for word, and since when and where it is cold taken from it. */
export function withSaid(draft: ReportDraft, text: string): ReportDraft {
  const { since = sinceIn(text), rooms = roomsIn(text) } = draft;
  return {
    ...draft,
    ...(since === undefined ? {} : { since }),
    ...(rooms === undefined ? {} : { rooms }),
    said: [...draft.said, text],
  };
}

/** What is known without asking, and what the channel can bring. */
interface Around {
  /** A household is known: its place is not asked. */
  readonly placed: boolean;
  readonly pictures: boolean;
}

/** What comes next. */
export function nextStep(draft: ReportDraft, { placed, pictures }: Around): ReportStep {
  if (draft.category === undefined) return "category";
  const open = ASKED[draft.category].find(
    (one) => draft[one] === undefined && !(one === "place" && placed && draft.elsewhere !== true),
  );
  if (open !== undefined) return open;
  if (draft.said.length === 0 && draft.asked !== true) return "words";
  const wanted = pictures && draft.pictures === undefined && PICTURED.has(draft.category);
  return wanted ? "picture" : "confirm";
}
