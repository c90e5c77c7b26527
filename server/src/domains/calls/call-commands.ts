import { within } from "@warmline/shared/access/scope.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import * as linked from "@warmline/shared/calls/linked-cases.ts";
import * as ringBack from "@warmline/shared/calls/ring-back.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command, type Decision, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { mayOpenCall } from "./see-call.ts";

interface OnCall {
  readonly id: string;
  /** The revision that the person saw. */
  readonly rev?: number | undefined;
}

interface OnCase extends OnCall {
  readonly caseId: string;
}

interface Declared<I extends OnCall, R extends string, N extends string> {
  readonly name: string;
  /** What else must be there. */
  readonly needs?: (reads: Reads, input: I, moment: Moment) => Promise<Result<unknown, N>>;
  readonly rule: (call: Call, input: I, moment: Moment) => Result<Call, R>;
}

/**
 * A command of a person on one call. Refusals, in this order: `not-found`, `out-of-scope`,
 * `changed-meanwhile`, those of `needs`, those of the rule.
 */
function onCall<R extends string, I extends OnCall = OnCall, N extends string = never>({
  name,
  needs,
  rule,
}: Declared<I, R, N>) {
  return command({
    name,
    mutex: ({ id }: I) => `calls/${id}`,
    async load(
      reads,
      input,
      moment,
    ): Promise<Result<Loaded<N>, "not-found" | "out-of-scope" | N | R>> {
      const call = await reads.get(calls, input.id);
      if (call === null) return refuse("not-found");
      const { actor } = moment;
      if (!(await mayOpenCall(reads, actor, call))) return refuse("out-of-scope");
      const needed = (await needs?.(reads, input, moment)) ?? ok(null);
      return ok({ call, needed });
    },
    scope: "anywhere",
    seen: ({ call }, { rev }) => ({ seen: rev, now: call.rev, subject: `calls/${call.id}` }),
    decide({ call, needed }, input, moment): Result<Decision<{ id: string; rev: number }>, R | N> {
      if (!needed.ok) return needed;
      return mapOk(rule(call, input, moment), (next) => ({
        value: { id: call.id, rev: call.rev + 1 },
        writes: [replace(calls, call, next)],
        subjects: [`calls/${call.id}`],
      }));
    },
  });
}

interface Loaded<N extends string> {
  readonly call: Call;
  readonly needed: Result<unknown, N>;
}

/** 已回电. Refusals after those of every command on a call: `nothing-to-ring-back`. */
export const calledBack = onCall({
  name: "calls.called-back",
  rule: (call, _, { at, actor }) => ringBack.callBack(call, at, actor),
});

/** Its inverse. Refusals after those of every command on a call: `not-called-back`. */
export const notCalledBack = onCall({
  name: "calls.not-called-back",
  rule: (call) => ringBack.undoCallBack(call),
});

/** A case that its reader may not see is none to them. Refusal: `case-not-found`. */
async function knownCase(
  reads: Reads,
  { caseId }: OnCase,
  { actor }: Moment,
): Promise<Result<unknown, "case-not-found">> {
  const found = await reads.get(cases, caseId);
  const { branchId } = found ?? {};
  return found !== null && within(actor, { branchId }) ? ok(found) : refuse("case-not-found");
}

/**
 * 关联工单. Refusals of its own: `case-not-found`, and of the rule `already-linked`,
 * `too-many-linked`.
 */
export const linkCase = onCall({
  name: "calls.link-case",
  needs: knownCase,
  rule: (call, { caseId }: OnCase, { at, actor }) => linked.linkCase(call, caseId, at, actor),
});

/** 取消关联, its inverse. Refusals of its own: `case-not-found`, and of the rule `not-linked`. */
export const unlinkCase = onCall({
  name: "calls.unlink-case",
  needs: knownCase,
  rule: (call, { caseId }: OnCase) => linked.unlinkCase(call, caseId),
});
