import { z } from "zod";
import { instant } from "../api/fields.ts";
import { CALL_STATES } from "../calls/states.ts";
import { maskPhone } from "../households/mask.ts";
import { INCIDENT_KINDS } from "../incidents/kinds.ts";
import { CAMPAIGN_STATES, CONTACT_STATES, type Campaign, type Contact } from "./model.ts";

const count = z.int().min(0);

export const campaignRow = z.strictObject({
  id: z.string(),
  rev: z.int(),
  state: z.enum(CAMPAIGN_STATES),
  incidentId: z.string(),
  incidentNumber: z.string(),
  incidentKind: z.enum(INCIDENT_KINDS),
  createdAt: instant,
  actorName: z.string(),
  perMinute: count,
  atOnce: count,
  counts: z.strictObject(Object.fromEntries(CONTACT_STATES.map((state) => [state, count]))),
});
export type CampaignRow = Omit<z.output<typeof campaignRow>, "counts"> & Pick<Campaign, "counts">;

/** Of people: their number is masked; whoever has to ring them opens the case. */
export const contactRow = z.strictObject({
  id: z.string(),
  rev: z.int(),
  masked: z.string(),
  cases: z.array(z.strictObject({ id: z.string(), number: z.string() })).readonly(),
  state: z.enum(CONTACT_STATES),
  dueAt: instant,
  attempts: count,
  lastEnd: z.enum([...CALL_STATES, "refused"]).optional(),
});
export type ContactRow = z.output<typeof contactRow>;

export function campaignRowOf(campaign: Campaign): CampaignRow {
  const { minute: _, incidentStartedAt: _s, by: _by, ...row } = campaign;
  return row;
}

export function contactRowOf(contact: Contact): ContactRow {
  const { id, rev, phone, caseIds, caseNumbers, state, dueAt, attempts } = contact;
  const end = attempts.findLast((one) => one.end !== undefined)?.end;
  return {
    id,
    rev,
    masked: maskPhone(phone),
    cases: caseIds.map((caseId, place) => ({ id: caseId, number: caseNumbers[place] ?? "" })),
    state,
    dueAt,
    attempts: attempts.length,
    ...(end === undefined ? {} : { lastEnd: end }),
  };
}
