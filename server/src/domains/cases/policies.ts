import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import * as wire from "@warmline/shared/cases/policy-api.ts";
import type { Policy } from "@warmline/shared/cases/policy.ts";
import { SEED_POLICY, withNewCategories } from "@warmline/shared/cases/policy-seed.ts";
import {
  policyVersions,
  proposePolicy,
  settlePolicy,
  withdrawPolicy,
  type PolicyRefusal,
  type PolicyVersion,
  type Proposal,
} from "@warmline/shared/cases/policy-version.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";

/** The page shows the newest ones; the answer stays small however often the rules change. */
const SHOWN_MAX = 50;

async function newest(
  reads: Pick<Reads, "find">,
  state: PolicyVersion["state"],
): Promise<PolicyVersion | undefined> {
  const where = { state };
  const query = { index: "byState", where, order: "descending", limit: 1 } as const;
  return (await reads.find(policyVersions, query))[0];
}

/** The version that holds: the newest that was approved, or the program's own. */
export async function holdingPolicy(reads: Pick<Reads, "find">): Promise<Policy> {
  const approved = await newest(reads, "approved");
  return approved === undefined ? SEED_POLICY : withNewCategories(approved);
}

function byVersion(reads: Pick<Reads, "find">, limit: number): Promise<PolicyVersion[]> {
  return reads.find(policyVersions, { index: "byVersion", where: {}, order: "descending", limit });
}

const policyOf = ({ version, rows }: Policy): Policy => ({ version, rows });

function rowOf(one: PolicyVersion) {
  const { version, state, reason, at, actorId, actorName, decidedAt, decidedBy } = one;
  const decided = decidedAt === undefined ? {} : { decidedAt, decidedBy };
  return { version, state, reason, at, actorId, actorName, ...decided };
}

async function readPolicies({ store }: Pick<Deps, "store">) {
  const [holding, waiting, versions] = await Promise.all([
    holdingPolicy(store),
    newest(store, "proposed"),
    byVersion(store, SHOWN_MAX),
  ]);
  return {
    holding: policyOf(holding),
    waiting: waiting === undefined ? null : policyOf(waiting),
    versions: versions.map(rowOf),
  };
}

interface Versions {
  readonly holding: Policy;
  readonly waiting: PolicyVersion | undefined;
  readonly last: number;
}

/** 新的时限规则. Refusals: of the rule. */
export const propose = command({
  name: "policies.propose",
  scope: "city",
  async load(reads, _: Proposal): Promise<Result<Versions, PolicyRefusal>> {
    const [last] = await byVersion(reads, 1);
    return ok({
      holding: await holdingPolicy(reads),
      waiting: await newest(reads, "proposed"),
      last: last?.version ?? SEED_POLICY.version,
    });
  },
  decide: (versions, proposal, moment) =>
    mapOk(proposePolicy(versions, proposal, moment), (next) => ({
      value: rowOf({ ...next, rev: 1 }),
      writes: [insert(policyVersions, next)],
      subjects: [`${policyVersions.name}/${next.id}`],
      reason: proposal.reason,
    })),
});

/** A decision on one version. Refusals: `not-found`, then of the rule. */
function policyCommand<R extends string>({
  name,
  rule,
}: {
  readonly name: string;
  readonly rule: (version: PolicyVersion, moment: Moment) => Result<PolicyVersion, R>;
}) {
  return command({
    name,
    scope: "city",
    async load(
      reads,
      { id }: { readonly id: string },
    ): Promise<Result<PolicyVersion, "not-found" | R>> {
      const version = await reads.get(policyVersions, id);
      return version === null ? refuse("not-found") : ok(version);
    },
    decide: (version, _, moment) =>
      mapOk(rule(version, moment), (next) => ({
        value: rowOf(next),
        writes: [replace(policyVersions, version, next)],
        subjects: [`${policyVersions.name}/${version.id}`],
      })),
  });
}

/** Refusals: `not-found`, `policy-decided`, `own-policy`. */
export const approve = policyCommand({
  name: "policies.approve",
  rule: (version, moment) => settlePolicy(version, "approved", moment),
});

/** Refusals: `not-found`, `policy-decided`, `own-policy`. */
export const decline = policyCommand({
  name: "policies.decline",
  rule: (version, moment) => settlePolicy(version, "declined", moment),
});

/** Refusals: `not-found`, `policy-decided`, `not-yours`. */
export const withdraw = policyCommand({
  name: "policies.withdraw",
  rule: (version, moment) => withdrawPolicy(version, moment),
});

export function policyRoutes(deps: Deps): Route[] {
  return [
    serve(wire.readPolicies, async () => ok(await readPolicies(deps))),
    handle(deps, wire.proposePolicy, propose),
    handle(deps, wire.approvePolicy, approve),
    handle(deps, wire.declinePolicy, decline),
    handle(deps, wire.withdrawPolicy, withdraw),
  ];
}
