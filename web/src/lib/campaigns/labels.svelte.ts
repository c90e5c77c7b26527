import {
  PENDING,
  type CampaignState,
  type ContactState,
} from "@warmline/shared/campaigns/model.ts";
import type { CampaignRow, ContactRow } from "@warmline/shared/campaigns/rows.ts";
import { t } from "../messages.svelte.ts";

export const campaignTones = {
  running: "good",
  paused: "warn",
  cancelled: "quiet",
  done: "info",
} as const satisfies Readonly<Record<CampaignState, string>>;

export const contactTones = {
  due: "quiet",
  claimed: "info",
  calling: "info",
  warm: "good",
  cold: "bad",
  person: "warn",
  unreached: "warn",
} as const satisfies Readonly<Record<ContactState, string>>;

/** How far it is: of whom it is known what they say, or that they are not to be reached. */
export function progressOf({ counts }: CampaignRow): {
  readonly done: number;
  readonly of: number;
} {
  const of = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const pending = PENDING.reduce((sum, state) => sum + counts[state], 0);
  return { done: of - pending, of };
}

/** Those with whom somebody has something left to do first, then as they are rung. */
const ORDER: readonly ContactState[] = [
  "cold",
  "person",
  "unreached",
  "calling",
  "claimed",
  "due",
  "warm",
];

export function inOrder(rows: Iterable<ContactRow>): ContactRow[] {
  return [...rows].toSorted(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.dueAt - b.dueAt,
  );
}

export function nameOf({ incidentNumber, incidentKind }: CampaignRow): string {
  return t("console.campaigns.of", {
    kind: t(`incidents.kind.${incidentKind}`),
    number: incidentNumber,
  });
}
