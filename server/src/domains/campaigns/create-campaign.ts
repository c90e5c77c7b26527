import { cityWide } from "@warmline/shared/access/scope.ts";
import {
  campaigns,
  contacts,
  type Campaign,
  type Contact,
} from "@warmline/shared/campaigns/model.ts";
import { LEFT_OUT, peopleOf, type People } from "@warmline/shared/campaigns/people.ts";
import { campaignRowOf } from "@warmline/shared/campaigns/rows.ts";
import { noCounts } from "@warmline/shared/campaigns/rules.ts";
import { ringableFrom } from "@warmline/shared/calls/hours.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { incidents, type Incident } from "@warmline/shared/incidents/model.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { EPOCH } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import { guardedReads, type Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { goesOnElsewhere } from "./elsewhere.ts";

/** A campaign with its people is one commit: more than these are rung some other way. */
const CASES_MAX = 1_000;

interface OfIncident {
  readonly incidentId: string;
}

type OfIncidentCode = "not-found" | "incident-not-restored" | "campaign-exists" | "too-many-people";

interface Wanted {
  readonly incident: Incident;
  readonly people: People;
}

/**
 * Refusals, in this order: `not-found`, `incident-not-restored`, `campaign-exists` while another
 * one rings the same people, `too-many-people`.
 */
async function loadWanted(
  reads: Reads,
  { incidentId }: OfIncident,
): Promise<Result<Wanted, OfIncidentCode>> {
  const incident = await reads.get(incidents, incidentId);
  if (incident === null) return refuse("not-found");
  if (incident.state !== "restored") return refuse("incident-not-restored");
  if (await goesOnElsewhere(reads, incidentId)) return refuse("campaign-exists");
  const joined = await reads.unguarded.find(cases, {
    index: "byIncident",
    where: { incidentId, open: [true, false] },
    limit: CASES_MAX + 1,
  });
  if (joined.length > CASES_MAX) return refuse("too-many-people", { limit: CASES_MAX });
  return ok({ incident, people: peopleOf(joined.toSorted((a, b) => a.openedAt - b.openedAt)) });
}

/** Whom it would ring. Refusals, in this order: `out-of-scope`, those of `loadWanted`. */
export async function previewCampaign(
  { store }: Pick<Deps, "store">,
  { actor }: Pick<Caller, "actor">,
  of: OfIncident,
) {
  if (!cityWide(actor)) return refuse("out-of-scope");
  return mapOk(await loadWanted(guardedReads(store), of), ({ people: { people, leftOut } }) => ({
    people: people.length,
    cases: people.reduce((sum, one) => sum + one.cases.length, 0),
    leftOut: LEFT_OUT.map((why) => ({
      why,
      cases: leftOut.filter((one) => one.why === why).length,
    })).filter((one) => one.cases > 0),
  }));
}

interface CreateInput extends OfIncident {
  readonly perMinute: number;
  readonly atOnce: number;
}

/** 建外呼任务. Refusals, in this order: those of `loadWanted`, `nobody-to-call`. */
export const createCampaign = command({
  name: "campaigns.create",
  scope: "city",
  load: (reads, input: CreateInput) => loadWanted(reads, input),
  decide({ incident, people: { people } }, { perMinute, atOnce }, moment) {
    if (people.length === 0) return refuse("nobody-to-call");
    const campaign = newCampaign(incident, { perMinute, atOnce }, people.length, moment);
    const rung = people.map((one, place): Body<Contact> => {
      const { phone, cases: own } = one;
      return {
        id: `${campaign.id}.${place + 1}`,
        campaignId: campaign.id,
        phone,
        caseIds: own.map(({ id }) => id),
        caseNumbers: own.map(({ number }) => number),
        state: "due",
        dueAt: ringableFrom(moment.at),
        attempts: [],
      };
    });
    return ok({
      value: campaignRowOf({ ...campaign, rev: 1 }),
      writes: [insert(campaigns, campaign), ...rung.map((one) => insert(contacts, one))],
      subjects: [`campaigns/${campaign.id}`, `incidents/${incident.id}`],
    });
  },
});

function newCampaign(
  incident: Incident,
  rate: Pick<Campaign, "perMinute" | "atOnce">,
  people: number,
  { at, actor, nextId }: Moment,
): Body<Campaign> {
  return {
    id: nextId(),
    state: "running",
    incidentId: incident.id,
    incidentNumber: incident.number,
    incidentKind: incident.kind,
    incidentStartedAt: incident.startedAt,
    createdAt: at,
    actorName: actor.name,
    ...rate,
    minute: { from: EPOCH, placed: 0 },
    counts: { ...noCounts(), due: people },
  };
}
