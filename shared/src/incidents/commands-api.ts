import { z } from "zod";
import type { Permission } from "../access/permission.ts";
import { endpoint } from "../api/endpoint.ts";
import { id, instant, rev, text } from "../api/fields.ts";
import { stateRefusals } from "../cases/machine.ts";
import { cause, nodeIds } from "./api.ts";
import { incidentStateRefusals as unless } from "./machine.ts";
import { incidentPermissions } from "./permissions.ts";
import { changedIncident, kind } from "./rows.ts";

interface OnIncident<B extends z.ZodType, R extends string> {
  readonly permit?: Permission;
  readonly summary: string;
  readonly body: B;
  /** Beside `not-found`, in their order. */
  readonly refusals: readonly R[];
}

/** A command on one incident, `incidents.<verb>`; screens follow the incident's view. */
function onIncident<B extends z.ZodType, const R extends string>(
  verb: string,
  { permit = incidentPermissions.manage, refusals, ...declared }: OnIncident<B, R>,
) {
  return endpoint({
    ...declared,
    permit,
    name: `incidents.${verb}`,
    method: "post",
    path: `/api/incidents/:id/${verb}`,
    params: z.strictObject({ id }),
    answer: changedIncident,
    refusals: ["not-found", ...refusals],
  });
}

const description = text(1_000);
const described = z.strictObject({ description, rev: rev.optional() });
const perhapsDescribed = z.strictObject({
  description: description.optional(),
  rev: rev.optional(),
});

const steps = {
  confirm: onIncident("confirm", {
    summary: "It was seen: fitting cases join by themselves from now on",
    body: perhapsDescribed,
    refusals: unless("confirm"),
  }),
  doubt: onIncident("doubt", {
    summary: "The inverse of confirming; who joined stays",
    body: described,
    refusals: unless("doubt"),
  }),
  beginRepair: onIncident("begin-repair", {
    summary: "Somebody is at it",
    body: perhapsDescribed,
    refusals: unless("begin-repair"),
  }),
  suspendRepair: onIncident("suspend-repair", {
    summary: "The inverse: nobody is at it any more",
    body: described,
    refusals: unless("suspend-repair"),
  }),
  restore: onIncident("restore", {
    summary: "It is over: every joined case is held to be done, and its resident called back",
    body: described,
    refusals: unless("restore"),
  }),
  close: onIncident("close", {
    summary: "Everybody who joined was answered",
    body: perhapsDescribed,
    refusals: [...unless("close"), "cases-open"],
  }),
  cancel: onIncident("cancel", {
    summary: "It was none; who joined stays an open case",
    body: described,
    refusals: unless("cancel"),
  }),
  reopen: onIncident("reopen", {
    summary:
      "One step back from closed, restored or cancelled; what it alone made done is open again",
    body: described,
    refusals: unless("reopen"),
  }),
};

const describing = {
  describe: onIncident("describe", {
    summary: "Corrects kind, cause and when it began",
    body: z.strictObject({
      kind,
      cause: cause.optional(),
      startedAt: instant,
      rev: rev.optional(),
    }),
    refusals: [...unless("describe"), "incident-already-so", "starts-later"],
  }),
  setAreas: onIncident("set-areas", {
    summary: "What it affects, wider or narrower; who joined stays",
    body: z.strictObject({ nodeIds, rev: rev.optional() }),
    refusals: ["area-unknown", ...unless("describe"), "incident-already-so"],
  }),
  expectReturn: onIncident("expect-return", {
    summary: "When heat is expected back, one more version of it; null: that cannot be said",
    body: z.strictObject({
      returnAt: instant.nullable(),
      description: description.optional(),
      rev: rev.optional(),
    }),
    refusals: [...unless("describe"), "incident-full", "return-before-start"],
  }),
  note: onIncident("note", {
    permit: incidentPermissions.note,
    summary: "Add a note",
    body: z.strictObject({ description }),
    refusals: ["incident-full"],
  }),
};

const joining = {
  join: onIncident("join", {
    permit: incidentPermissions.join,
    summary: "A case has this cause: it joins and stays open",
    body: z.strictObject({ caseId: id }),
    refusals: [
      "case-not-found",
      ...unless("join"),
      "already-joined",
      "in-other-incident",
      "case-merged",
      ...stateRefusals("join-incident"),
    ],
  }),
  leave: onIncident("leave", {
    permit: incidentPermissions.join,
    summary: "The inverse: it has another cause, and joins none by itself any more",
    body: z.strictObject({ caseId: id, description: description.optional() }),
    refusals: [
      "case-not-found",
      ...unless("leave"),
      "not-joined",
      "case-merged",
      ...stateRefusals("leave-incident"),
    ],
  }),
};

/** Every command on one incident, by the name of its server command. */
export const incidentCommands = { ...steps, ...describing, ...joining } as const;

type IncidentCommands = typeof incidentCommands;

/** What a command on an incident is asked with: its id and the body. */
export type IncidentCommandInput<K extends keyof IncidentCommands> = {
  readonly id: string;
} & z.output<NonNullable<IncidentCommands[K]["body"]>>;
