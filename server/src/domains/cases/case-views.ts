import { branchOf } from "@warmline/shared/access/scope.ts";
import { caseView, householdCasesView, type CaseRow } from "@warmline/shared/cases/live.ts";
import { casePermissions } from "@warmline/shared/cases/permissions.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Actor, StaffActor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { households } from "@warmline/shared/households/model.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { serveCases } from "./cases-view.ts";
import { newestOfHousehold } from "./queries.ts";
import { rowOf, shown } from "./rows.ts";
import { maySee } from "./see-case.ts";

export function caseViews(deps: Deps): LiveView[] {
  return [
    serveView(serveCases(deps)),
    serveView(serveCase(deps)),
    serveView(serveHouseholdCases(deps)),
  ];
}

/** One room of a thing for the city, and one for each branch, which sees what is its own alone. */
function roomOf(view: string, id: string, branchId: string | undefined): string {
  return branchId === undefined ? `${view}/${id}` : `${view}/${id}/branch/${branchId}`;
}

function ofRoom(room: string): { id: string; branchId: string | undefined } {
  const [, id = "", , branchId] = room.split("/");
  return { id, branchId };
}

function mayRead(actor: Actor): actor is StaffActor {
  return actor.kind === "staff" && permits(actor, casePermissions.read);
}

/** One case, whole; a branch may lose it. */
export function serveCase({ store }: Pick<Deps, "store">): LiveView<{ id: string }, Case> {
  return {
    view: caseView,
    collections: [cases.name],
    async join(actor, { id }) {
      if (!mayRead(actor)) return refuse("forbidden");
      const caseRecord = await store.get(cases, id);
      if (caseRecord === null) return refuse("not-found");
      if (!maySee(actor, caseRecord)) return refuse("out-of-scope");
      return { ok: true, room: roomOf("case", id, branchOf(actor)) };
    },
    async snapshot(room) {
      const { id, branchId } = ofRoom(room);
      const caseRecord = await store.get(cases, id);
      return caseRecord !== null && isOf(branchId, caseRecord) ? [shown(caseRecord)] : [];
    },
    async changed(_, document) {
      const caseRecord = shown(document as Case);
      const { id, rev } = caseRecord;
      return branchesOf(caseRecord).map((branchId) => ({
        room: roomOf("case", id, branchId),
        id,
        rev,
        row: isOf(branchId, caseRecord) ? caseRecord : null,
      }));
    },
  };
}

/** The newest cases of one household, open and closed: beside its account and beside a case. */
export function serveHouseholdCases({
  store,
}: Pick<Deps, "store">): LiveView<{ id: string }, CaseRow> {
  return {
    view: householdCasesView,
    collections: [cases.name],
    async join(actor, { id }) {
      if (!mayRead(actor)) return refuse("forbidden");
      if ((await store.get(households, id)) === null) return refuse("not-found");
      return { ok: true, room: roomOf("householdCases", id, branchOf(actor)) };
    },
    async snapshot(room) {
      const { id, branchId } = ofRoom(room);
      const found = await newestOfHousehold(store, id);
      return found.filter((one) => isOf(branchId, one)).map(rowOf);
    },
    async changed(_, document, watches) {
      const caseRecord = document as Case;
      const { id, rev } = caseRecord;
      const row = rowOf(caseRecord);
      const branches = branchesOf(caseRecord);
      return householdsOf(caseRecord).flatMap((householdId) =>
        branches
          .map((branchId) => ({ room: roomOf("householdCases", householdId, branchId), branchId }))
          .filter(({ room }) => watches(room))
          .map(({ room, branchId }) => {
            const isHere = householdId === caseRecord.householdId && isOf(branchId, caseRecord);
            return { room, id, rev, row: isHere ? row : null };
          }),
      );
    },
  };
}

/** Whether the room of that branch, or of the whole city, shows the case. */
function isOf(branchId: string | undefined, caseRecord: Case): boolean {
  return branchId === undefined || branchId === caseRecord.branchId;
}

/** The city, the branch that has the case, and each that had it, by its history. */
function branchesOf(caseRecord: Case): (string | undefined)[] {
  return [...new Set([undefined, caseRecord.branchId, ...everIn(caseRecord, "fromBranchId")])];
}

/** The household that the case is about, and each that it was once held to be about. */
function householdsOf(caseRecord: Case): string[] {
  const { householdId } = caseRecord;
  const now = householdId === undefined ? [] : [householdId];
  return [...new Set([...now, ...everIn(caseRecord, "fromHouseholdId")])];
}

function everIn({ history }: Case, field: string): string[] {
  return history.map(({ data }) => data?.[field]).filter((one) => typeof one === "string");
}
