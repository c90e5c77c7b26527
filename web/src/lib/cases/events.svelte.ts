import { formatInstant } from "@warmline/shared/kernel/time.ts";
import { CASE_CATEGORIES, URGENCIES } from "@warmline/shared/tickets/types.ts";
import type { CaseEvent, CaseEventKind } from "@warmline/shared/tickets/event.ts";
import { places } from "../places.svelte.ts";
import { t } from "../words.svelte.ts";
import { categoryName, urgencyName } from "./labels.svelte.ts";

export function eventName(kind: CaseEventKind): string {
  return t(`tickets.event.${kind}`);
}

const tones: Partial<Record<CaseEventKind, "good" | "bad" | "info">> = {
  resolved: "good",
  answered: "good",
  "called-back": "good",
  closed: "good",
  reopened: "bad",
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

/** What happened besides the words, as far as a reader of the history needs it. */
export function eventAbout(event: CaseEvent): string {
  const data = event.data;
  if (data === undefined) return "";
  switch (event.kind) {
    case "assigned":
      return assignedText(data);
    case "unassigned":
    case "returned":
      return data["fromAssigneeName"]
        ? t("console.about.taken-from", { name: String(data["fromAssigneeName"]) })
        : "";
    case "resolved":
      return data["roomTemperatureDeci"] === undefined
        ? ""
        : t("console.about.temperature", { degrees: Number(data["roomTemperatureDeci"]) / 10 });
    case "extension-asked":
    case "extended":
    case "extension-revoked":
      return dueMoved(data);
    case "urgency-set":
      return t("console.about.classed", {
        from: classText(data["fromCategory"], data["fromUrgency"]),
        to: classText(data["category"], data["urgency"]),
      });
    case "household-set":
      return t("console.about.household", { number: String(data["householdNumber"] ?? "") });
    default:
      return "";
  }
}

function assignedText(data: Data): string {
  const branch = String(data["branchName"] ?? places.name(String(data["branchId"] ?? "")));
  const name = data["assigneeName"];
  return name ? t("console.about.assigned", { branch, name: String(name) }) : branch;
}

function dueMoved(data: Data): string {
  return t("console.about.due", {
    from: formatInstant(Number(data["fromDueAt"])),
    to: formatInstant(Number(data["toDueAt"])),
  });
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
