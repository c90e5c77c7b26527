import { householdCasesView, type CaseRow } from "@warmline/shared/cases/live.ts";
import { casePermissions } from "@warmline/shared/cases/permissions.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { households } from "@warmline/shared/households/model.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { Deps } from "../../platform/deps.ts";
import type { LiveView } from "../../platform/realtime/view.ts";
import { lostBranches } from "./case-view.ts";
import { newestOfHousehold } from "./queries.ts";
import { rowOf } from "./row.ts";

/** A room for the city and one for each branch, of which each sees its own cases alone. */
function roomOf(householdId: string, branchId: string | undefined): string {
  const city = `householdCases/${householdId}`;
  return branchId === undefined ? city : `${city}/branch/${branchId}`;
}

/** The newest cases of one household, open and closed: beside its account and beside a case. */
export function serveHouseholdCases({
  store,
}: Pick<Deps, "store">): LiveView<{ id: string }, CaseRow> {
  return {
    view: householdCasesView,
    collections: [cases.name],
    async join(actor, { id }) {
      if (actor.kind !== "staff" || !permits(actor, casePermissions.read))
        return refuse("forbidden");
      if ((await store.get(households, id)) === null) return refuse("not-found");
      return { ok: true, room: roomOf(id, branchOf(actor)) };
    },
    async snapshot(room) {
      const [, id = "", , branchId] = room.split("/");
      const found = await newestOfHousehold(store, id);
      const own = found.filter((one) => branchId === undefined || one.branchId === branchId);
      return own.map(rowOf);
    },
    async changed(_, document, watches) {
      const caseRecord = document as Case;
      const { id, rev } = caseRecord;
      const row = rowOf(caseRecord);
      const branches = [undefined, ...new Set([caseRecord.branchId, ...lostBranches(caseRecord)])];
      return [caseRecord.householdId, ...lostHouseholds(caseRecord)].flatMap((householdId) =>
        branches.flatMap((branchId) => {
          if (householdId === undefined) return [];
          const room = roomOf(householdId, branchId);
          if (!watches(room)) return [];
          const inBranch = branchId === undefined || branchId === caseRecord.branchId;
          const isHere = householdId === caseRecord.householdId && inBranch;
          return [{ room, id, rev, row: isHere ? row : null }];
        }),
      );
    },
  };
}

function branchOf({ scope }: Extract<Actor, { kind: "staff" }>): string | undefined {
  return scope.kind === "branch" ? scope.branchId : undefined;
}

/** Every household whose matter it was once held to be, by its history. */
function lostHouseholds({ history, householdId }: Case): string[] {
  const left = history.map(({ data }) => data?.["fromHouseholdId"]);
  const known = left.filter((one) => typeof one === "string");
  return [...new Set(known)].filter((one) => one !== householdId);
}
