import type { IncidentEvent, IncidentEventKind } from "@warmline/shared/incidents/event.ts";
import type { IncidentKind } from "@warmline/shared/incidents/kinds.ts";
import type { IncidentRow } from "@warmline/shared/incidents/live.ts";
import type { Area, IncidentState } from "@warmline/shared/incidents/model.ts";
import { formatInstant, instantOf, type Instant } from "@warmline/shared/kernel/time.ts";
import { t } from "../messages.svelte.ts";
import type { Tone } from "../ui/badge.svelte";

export function kindName(kind: IncidentKind): string {
  return t(`incidents.kind.${kind}`);
}

export function stateName(state: IncidentState): string {
  return t(`incidents.state.${state}`);
}

export function eventName(kind: IncidentEventKind): string {
  return t(`incidents.event.${kind}`);
}

export function areasText(areas: readonly Pick<Area, "name">[]): string {
  return areas.map(({ name }) => name).join(t("console.list-comma"));
}

export function returnText(returnAt: Instant | null): string {
  return returnAt === null ? t("console.incident.return.unknown") : formatInstant(returnAt);
}

/** `恢复时间 …` once heat is back, until then `预计恢复 …`. */
export function heatBackText({
  restoredAt,
  returnAt,
}: Pick<IncidentRow, "restoredAt" | "returnAt">): string {
  return restoredAt === null
    ? `${t("console.incident.return")} ${returnText(returnAt)}`
    : `${t("console.incident.restored")} ${formatInstant(restoredAt)}`;
}

/** What a line of history adds to its name, in words. */
export function eventAbout({ kind, data = {} }: IncidentEvent): string | null {
  if (kind === "areas-changed") {
    return t("console.incident.data.to", { to: `${data["to"]}`, from: `${data["from"]}` });
  }
  const { returnAt, cause } = data;
  if (kind === "return-expected" || kind === "declared") {
    if (typeof returnAt !== "number") {
      return kind === "declared" ? null : t("console.incident.return.unknown");
    }
    return t("console.incident.data.return", { at: formatInstant(instantOf(returnAt)) });
  }
  return cause === undefined ? null : t("console.incident.data.cause", { cause: `${cause}` });
}

export const stateTones: Record<IncidentState, Tone> = {
  suspected: "warn",
  confirmed: "bad",
  repairing: "info",
  restored: "good",
  closed: "quiet",
  cancelled: "quiet",
};
