import { formatInstant, formatSpan, instantOf } from "@warmline/shared/kernel/time.ts";
import { CASE_CATEGORIES, URGENCIES } from "@warmline/shared/cases/categories.ts";
import { CLOCK_KINDS } from "@warmline/shared/cases/clock.ts";
import type { CaseEvent, CaseEventKind } from "@warmline/shared/cases/event.ts";
import { UNREACHED_SPACING_MS } from "@warmline/shared/cases/follow-up.ts";
import { places } from "../places.svelte.ts";
import { t } from "../messages.svelte.ts";
import { categoryName, clockName, urgencyName } from "./labels.svelte.ts";

export function eventName(kind: CaseEventKind): string {
  return t(`cases.event.${kind}`);
}

const tones: Partial<Record<CaseEventKind, "good" | "bad" | "info">> = {
  resolved: "good",
  answered: "good",
  "called-back": "good",
  closed: "good",
  settled: "good",
  unsettled: "bad",
  reopened: "bad",
  supervised: "bad",
  contacted: "info",
  "visit-agreed": "info",
  "visit-moved": "info",
  returned: "bad",
  urged: "bad",
  "reported-again": "bad",
  "call-back-missed": "bad",
  assigned: "info",
  accepted: "info",
  arrived: "info",
};

export function eventTone(kind: CaseEventKind): "good" | "bad" | "info" | "plain" {
  return tones[kind] ?? "plain";
}

type Data = NonNullable<CaseEvent["data"]>;

const takenFrom = (data: Data) =>
  data["fromAssigneeName"]
    ? t("console.about.taken-from", { name: String(data["fromAssigneeName"]) })
    : "";

const abouts: Partial<Record<CaseEventKind, (data: Data) => string>> = {
  assigned: assignedText,
  unassigned: takenFrom,
  returned: takenFrom,
  resolved: proofText,
  "called-back": outcomeText,
  "call-back-missed": missText,
  reopened: (data) => both(takenFrom(data), data),
  "incident-joined": incidentText,
  "incident-left": incidentText,
  settled: incidentText,
  unsettled: incidentText,
  "reported-again": takenFrom,
  "extension-asked": clockMoved,
  "class-asked": classMoved,
  "application-withdrawn": askedText,
  "application-refused": askedText,
  extended: clockMoved,
  "extension-revoked": clockMoved,
  supervised: overseerText,
  arrived: ({ visitFrom, visitTo }) =>
    visitFrom === undefined
      ? ""
      : t("console.about.visit-agreed", { at: spanOf(visitFrom, visitTo) }),
  "visit-agreed": ({ from, to }) => spanOf(from, to),
  "visit-moved": ({ from, to, formerFrom, formerTo }) =>
    t("console.about.visit-moved", { at: spanOf(from, to), former: spanOf(formerFrom, formerTo) }),
  "visit-cancelled": ({ from, to }) => spanOf(from, to),
  merged: ({ to }) => t("console.about.into", { number: String(to) }),
  unmerged: ({ from }) => t("console.about.out-of", { number: String(from) }),
  "took-in": (data) => both(t("console.about.from", { number: String(data["from"]) }), data),
  "gave-back": (data) => both(t("console.about.back-to", { number: String(data["to"]) }), data),
  "split-off": ({ from }) => (from ? t("console.about.from", { number: String(from) }) : ""),
  "report-detached": ({ to }) => t("console.about.as", { number: String(to) }),
  "urgency-set": classMoved,
  "household-set": (data) =>
    t("console.about.household", { number: String(data["householdNumber"] ?? "") }),
};

/** What happened besides the description, as far as a reader of the history needs it. */
export function eventAbout({ kind, data }: CaseEvent): string {
  return data === undefined ? "" : (abouts[kind]?.(data) ?? "");
}

function proofText({ roomTemperatureDeci: deci, noEntry }: Data): string {
  const parts = [
    deci === undefined ? "" : t("console.about.temperature", { degrees: Number(deci) / 10 }),
    noEntry === undefined ? "" : t("console.about.no-entry", { reason: String(noEntry) }),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** What the customer said when called back; older lines of history do not tell it. */
function outcomeText({ outcome }: Data): string {
  if (outcome !== "satisfied" && outcome !== "dissatisfied") return "";
  return t("console.about.called-back", { outcome: t(`console.outcome.${outcome}`) });
}

function missText({ unreachedCount, tooSoon }: Data): string {
  const count = Number(unreachedCount);
  if (tooSoon === undefined) return t("console.about.missed", { count });
  const hours = UNREACHED_SPACING_MS / 3_600_000;
  return t("console.about.missed-too-soon", { hours, count });
}

/** The incident; or the case into which it had been merged, where that made it done. */
function incidentText({ incident, from }: Data): string {
  return String(incident ?? from ?? "");
}

function assignedText(data: Data): string {
  const branch = String(data["branchName"] ?? places.name(String(data["branchId"] ?? "")));
  const name = data["assigneeName"];
  return name ? t("console.about.assigned", { branch, name: String(name) }) : branch;
}

/** Which case it was, and what it did to the deadline. */
function both(which: string, data: Data): string {
  return [which, dueMoved(data)].filter(Boolean).join(" · ");
}

function dueMoved(data: Data): string {
  if (data["toDueAt"] === undefined) return "";
  return t("console.about.due", {
    from: formatInstant(instantOf(Number(data["fromDueAt"]))),
    to: formatInstant(instantOf(Number(data["toDueAt"]))),
  });
}

/** Which of the clocks it was, where that is said. */
function clockMoved(data: Data): string {
  const kind = CLOCK_KINDS.find((one) => one === data["clock"]);
  return both(kind === undefined ? "" : clockName(kind), data) + grantedText(data);
}

function classMoved(data: Data): string {
  const classed = t("console.about.classed", {
    from: classText(data["fromCategory"], data["fromUrgency"]),
    to: classText(data["category"], data["urgency"]),
  });
  return both(classed, data) + grantedText(data);
}

function grantedText({ askedBy }: Data): string {
  return askedBy ? ` · ${t("console.about.asked-by", { name: String(askedBy) })}` : "";
}

function askedText(data: Data): string {
  const kind = (["extension", "class", "withdrawal"] as const).find((one) => one === data["what"]);
  return (kind === undefined ? "" : t(`console.asks.${kind}`)) + grantedText(data);
}

function spanOf(from: unknown, to: unknown): string {
  return formatSpan(instantOf(Number(from)), instantOf(Number(to)));
}

function overseerText({ overseerName, dueAt }: Data): string {
  const at = formatInstant(instantOf(Number(dueAt)));
  return t("console.about.overseer", { name: String(overseerName), at });
}

function classText(category: unknown, urgency: unknown): string {
  const knownCategory = CASE_CATEGORIES.find((one) => one === category);
  const knownUrgency = URGENCIES.find((one) => one === urgency);
  const parts = [
    knownCategory && categoryName(knownCategory),
    knownUrgency && urgencyName(knownUrgency),
  ];
  return parts.filter(Boolean).join(" · ");
}
