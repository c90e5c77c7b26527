import { rowOf, type Catalogue } from "@warmline/shared/catalogue/catalogue.ts";
import type { OutageRefund as OutageRule } from "@warmline/shared/catalogue/heat-refund.ts";
import { checkUses, type OfferCode } from "@warmline/shared/catalogue/offer.ts";
import { seasons, type Season } from "@warmline/shared/households/model.ts";
import { incidents, isOver, type Incident } from "@warmline/shared/incidents/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { outageSpan } from "@warmline/shared/ledger/refund-days.ts";
import {
  outageRefunds,
  type OutageRefund,
  type RefundBasis,
} from "@warmline/shared/outagerefunds/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import { actOf } from "../requests/index.ts";
import { holdingCatalogue } from "../catalogue/index.ts";

interface BeginInput {
  /** The incident's. */
  readonly id: string;
  /** A relief of the charging catalogue that is reckoned by an outage. */
  readonly relief: string;
}

interface Beginning {
  readonly incident: Incident;
  readonly catalogue: Catalogue;
  /** The last that had begun when it did; null: none had. */
  readonly season: Season | null;
  readonly newest: OutageRefund | undefined;
}

type BeginCode =
  | "not-found"
  | "incident-not-over"
  | OfferCode
  | "basis-wrong"
  | "outage-too-short"
  | "days-outside-season"
  | "outage-refund-open";

/** What is answered about it: the page reads the rest. */
export interface RefundRef {
  readonly id: string;
}

/**
 * 试算: it begins with its preview, which a job makes and which posts nothing. One of an incident at
 * a time. Refusals, in this order: `not-found`, `incident-not-over`, `not-in-catalogue`,
 * `not-offered`, `basis-wrong` (a relief that is not by an outage), `outage-too-short`,
 * `days-outside-season` (before any season), `outage-refund-open`.
 */
export const beginOutageRefund = command({
  name: "outagerefunds.begin",
  scope: "city",
  async load(reads, { id }: BeginInput): Promise<Result<Beginning, BeginCode>> {
    const incident = await reads.get(incidents, id);
    if (incident === null) return refuse("not-found");
    const newest = { where: { incidentId: id }, order: "descending", limit: 1 } as const;
    const begun = { to: cityDate(incident.restoredAt ?? incident.startedAt), limit: 1 } as const;
    const [catalogue, found, [last]] = await Promise.all([
      holdingCatalogue(reads),
      reads.find(seasons, { index: "byFrom", order: "descending", ...begun }),
      reads.find(outageRefunds, { index: "byIncident", ...newest }),
    ]);
    return ok({ incident, catalogue, season: found[0] ?? null, newest: last });
  },
  decide(state, { relief }, moment): Result<Decision<RefundRef>, BeginCode> {
    const { incident, season, newest } = state;
    const basis = basisOf(incident);
    if (basis === null) return refuse("incident-not-over", { number: incident.number });
    const label = labelOf(state, relief, basis, moment);
    if (!label.ok) return label;
    if (season === null) return refuse("days-outside-season", { from: "", to: "" });
    if (newest !== undefined && mayStillPost(newest)) {
      return refuse("outage-refund-open", { who: newest.begun.byName });
    }
    const id = moment.nextId();
    const begun = {
      id,
      incidentId: incident.id,
      incidentNumber: incident.number,
      basis,
      relief,
      label: label.value,
      season: season.id,
      state: "previewing" as const,
      askedAt: moment.at,
      begun: actOf(moment),
    };
    return ok({
      value: { id },
      writes: [insert(outageRefunds, begun)],
      subjects: [`outageRefunds/${id}`, `incidents/${incident.id}`],
    });
  },
});

/** What the relief is called, where it is offered and the incident lasted long enough for it. */
function labelOf(
  { catalogue }: Beginning,
  code: string,
  basis: RefundBasis,
  { at }: Pick<Moment, "at">,
): Result<string, OfferCode | "basis-wrong" | "outage-too-short"> {
  const offered = checkUses(catalogue, cityDate(at), [{ list: "reliefs", code }]);
  if (!offered.ok) return offered;
  const row = rowOf(catalogue, "reliefs", code)!;
  const rule: OutageRule | undefined = row.refund?.kind === "outage" ? row.refund : undefined;
  if (rule === undefined) return refuse("basis-wrong");
  if (outageSpan(rule, basis) === null) {
    return refuse("outage-too-short", { hours: rule.overHours });
  }
  return ok(row.zh);
}

/** What of an incident its refund rests on; null while it is not over. */
export function basisOf(incident: Incident): RefundBasis | null {
  const { startedAt, restoredAt, areas } = incident;
  if (!isOver(incident) || restoredAt === undefined) return null;
  return { startedAt, restoredAt, areas: areas.map(({ nodeId }) => nodeId) };
}

function mayStillPost({ state }: OutageRefund): boolean {
  return state !== "done" && state !== "undone" && state !== "dropped";
}
