import { caseView } from "@warmline/shared/cases/live.ts";
import { casePermissions } from "@warmline/shared/cases/permissions.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { Deps } from "../../platform/deps.ts";
import type { LiveView } from "../../platform/realtime/view.ts";
import { maySee, shown } from "./act-on-case.ts";

const cityRoom = (id: string) => `case/${id}/city`;
const branchRoom = (id: string, branchId: string) => `case/${id}/branch/${branchId}`;

/** One case, whole: a room for the city and one for each branch that had it, which may lose it. */
export function serveCase({ store }: Pick<Deps, "store">): LiveView<{ id: string }, Case> {
  return {
    view: caseView,
    collections: [cases.name],
    async join(actor, { id }) {
      if (actor.kind !== "staff" || !permits(actor, casePermissions.read))
        return refuse("forbidden");
      const caseRecord = await store.get(cases, id);
      if (caseRecord === null) return refuse("not-found");
      if (!maySee(actor, caseRecord)) return refuse("out-of-scope");
      return { ok: true, room: roomOf(actor, id) };
    },
    async snapshot(room) {
      const [, id = "", , branchId] = room.split("/");
      const caseRecord = await store.get(cases, id);
      const gone =
        caseRecord === null || (branchId !== undefined && caseRecord.branchId !== branchId);
      return gone ? [] : [shown(caseRecord)];
    },
    async changed(_, document) {
      const caseRecord = shown(document as Case);
      const { id, rev, branchId } = caseRecord;
      const lost = lostBranches(caseRecord);
      return [
        { room: cityRoom(id), id, rev, row: caseRecord },
        ...(branchId === undefined
          ? []
          : [{ room: branchRoom(id, branchId), id, rev, row: caseRecord }]),
        ...lost.map((branch) => ({ room: branchRoom(id, branch), id, rev, row: null })),
      ];
    },
  };
}

function roomOf({ scope }: Extract<Actor, { kind: "staff" }>, id: string): string {
  return scope.kind === "branch" ? branchRoom(id, scope.branchId) : cityRoom(id);
}

/** Every branch that lost the case and does not have it again, by its history. */
export function lostBranches({ history, branchId }: Case): string[] {
  const left = history.map(({ data }) => data?.["fromBranchId"]);
  const known = left.filter((branch) => typeof branch === "string");
  return [...new Set(known)].filter((branch) => branch !== branchId);
}
