import { permits } from "@warmline/shared/access/permission.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { PolicyRow } from "@warmline/shared/requests/policy-api.ts";
import type { ApprovalPolicy, PolicyTerms } from "@warmline/shared/requests/policy.ts";
import {
  approvalPolicies,
  refusePolicy,
  termsOf,
  type PolicyCode,
  type PolicyVersion,
} from "@warmline/shared/requests/policy-version.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { needsRequest } from "../../platform/commands/approvable.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import type { KnownPolicy, Registry } from "./registry.ts";
import { actorOf } from "./stand-ins.ts";

/** The page shows the newest ones; the answer stays small however often a rule changes. */
const SHOWN_MAX = 20;

function versionsOf(reads: Pick<Reads, "find">, name: string, limit: number) {
  const where = { name };
  return reads.find(approvalPolicies, { index: "byName", where, order: "descending", limit });
}

/** The version of a rule that holds: the newest one, or the program's own. */
export async function holdingPolicy(
  reads: Pick<Reads, "find">,
  seed: ApprovalPolicy,
): Promise<ApprovalPolicy> {
  return (await versionsOf(reads, seed.name, 1))[0] ?? seed;
}

export async function listPolicies(
  { store }: Pick<Deps, "store">,
  { policies }: Pick<Registry, "policies">,
): Promise<PolicyRow[]> {
  const rows = [...policies.values()].map(
    async ({ seed, commands, approvers }): Promise<PolicyRow> => ({
      name: seed.name,
      commands,
      approvers: approvers.map(({ name }) => name),
      mayAlone: seed.alone !== null,
      versions: [...(await versionsOf(store, seed.name, SHOWN_MAX)), seed].map(versionRow),
    }),
  );
  return Promise.all(rows);
}

function versionRow(one: ApprovalPolicy | PolicyVersion) {
  const { version } = one;
  const terms = { version, ...termsOf(one) };
  if (!("at" in one)) return terms;
  const { reason, at, byName, requestId } = one;
  return { ...terms, reason, at, byName, ...(requestId === undefined ? {} : { requestId }) };
}

export interface PolicyChange extends PolicyTerms {
  /** The rule's name. */
  readonly id: string;
  /** The version that the person saw. */
  readonly rev: number;
  readonly reason: string;
}

export interface ChangingPolicy {
  readonly known: KnownPolicy;
  readonly holding: ApprovalPolicy;
  /** How many active people hold each permission that a step may name. */
  readonly holders: ReadonlyMap<string, number>;
}

/**
 * 变更审批规则: the next version of a rule; what was asked for before keeps its own. Its inverse is the
 * change back. By request alone, but for programs on the machine. Refusals, in this order:
 * `not-found`, `approval-needed`, then of the rule.
 */
export function changePolicyCommand({ policies }: Pick<Registry, "policies">) {
  return command({
    name: "requests.change-policy",
    scope: "city",
    async load(
      reads,
      { id }: PolicyChange,
    ): Promise<Result<ChangingPolicy, "not-found" | "approval-needed" | PolicyCode>> {
      const known = policies.get(id);
      if (known === undefined) return refuse("not-found");
      const holding = await holdingPolicy(reads, known.seed);
      return ok({ known, holding, holders: await holdersOf(reads, known) });
    },
    seen: ({ holding: { name, version } }, { rev }) => ({
      seen: rev,
      now: version,
      subject: `${approvalPolicies.name}/${name}/${version}`,
    }),
    decide({ known, holding, holders }, input, moment) {
      const { id: name, reason } = input;
      if (needsRequest(moment)) return refuse("approval-needed");
      const barred = refusePolicy(holding, input, {
        seed: known.seed,
        approvers: known.approvers.map((one) => one.name),
        holders: (permission) => holders.get(permission) ?? 0,
      });
      if (barred !== null) return barred;
      const version = holding.version + 1;
      const id = `${name}/${version}`;
      const { at, actor, request } = moment;
      const by = { reason, at, byName: actor.name, ...(request && { requestId: request.id }) };
      return ok({
        value: { id },
        writes: [insert(approvalPolicies, { id, name, version, ...termsOf(input), ...by })],
        subjects: [`${approvalPolicies.name}/${id}`],
        reason,
      });
    },
  });
}

/** Not held against the commit: people come and go, and whoever signs in is written, too. */
async function holdersOf(
  { unguarded }: Reads,
  { approvers }: KnownPolicy,
): Promise<ReadonlyMap<string, number>> {
  const where = { active: true };
  const members = await findAll({ store: unguarded }, staff, { index: "byActive", where });
  const people = members.flatMap((one) => actorOf(one) ?? []);
  const count = (one: KnownPolicy["approvers"][number]) =>
    people.filter((person) => permits(person, one)).length;
  return new Map(approvers.map((one) => [one.name, count(one)]));
}
