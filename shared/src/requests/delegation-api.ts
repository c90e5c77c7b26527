import { z } from "zod";
import { ROLES } from "../access/actor.ts";
import { endpoint } from "../api/endpoint.ts";
import { cityDate, done, id, instant, reason, rev } from "../api/fields.ts";
import { subjectsOf } from "../api/reads.ts";
import { requestPermissions } from "./permissions.ts";

const delegation = z.strictObject({
  id,
  rev,
  fromId: id,
  fromName: z.string(),
  toId: id,
  toName: z.string(),
  startsAt: instant,
  endsAt: instant,
  reason: z.string(),
});

const page = z.strictObject({
  delegations: z.array(delegation),
  /** Who could be given one. */
  colleagues: z.array(z.strictObject({ id, name: z.string(), roles: z.array(z.enum(ROLES)) })),
});
export type DelegationPage = z.output<typeof page>;

export const listDelegations = endpoint({
  name: "requests.delegations",
  method: "get",
  path: "/api/delegations",
  permit: requestPermissions.decide,
  summary: "What one gave and was given of the right to approve, and to whom one could give it",
  reads: {
    what: "staff",
    list: true,
    of: ({ answer }) =>
      subjectsOf(
        "staff",
        answer.colleagues.map((one) => one.id),
      ),
  },
  answer: page,
  refusals: [],
});

export const delegate = endpoint({
  name: "requests.delegate",
  method: "post",
  path: "/api/delegations",
  permit: requestPermissions.decide,
  summary: "A colleague may approve in one's place for some days",
  body: z.strictObject({ toId: id, startsOn: cityDate, endsOn: cityDate, reason }),
  answer: z.strictObject({ id }),
  refusals: ["own-delegation", "cannot-stand-in", "span-wrong"],
});

export const endDelegation = endpoint({
  name: "requests.end-delegation",
  method: "post",
  path: "/api/delegations/:id/end",
  permit: requestPermissions.decide,
  summary: "Takes a delegation back, or gives it back, before its time",
  params: z.strictObject({ id }),
  body: z.strictObject({ rev, reason }),
  answer: done,
  refusals: ["delegation-over"],
});
