import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { ChangedCase } from "@warmline/shared/cases/rows.ts";
import {
  command,
  type Command,
  type Decision,
  type Moment,
} from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";

interface CaseInput {
  readonly id: string;
  /** The revision that the person saw, where overwriting matters. */
  readonly rev?: number | undefined;
  readonly description?: string | undefined;
}

/** The case as it will be, and what is committed with it. */
export type Outcome<C extends string> =
  | {
      readonly ok: true;
      readonly value: Case;
      readonly also?: readonly Write[];
      /** What is answered where that is another case. */
      readonly answer?: Case;
      readonly release?: () => void;
    }
  | Refusal<C>;

interface OnCase<I extends CaseInput, X, L extends string, R extends string> {
  /** `cases.accept`. */
  readonly name: string;
  /** Reads what the rule needs beside the case; refuses what is not there. */
  readonly load?: (
    reads: Reads,
    caseRecord: Case,
    input: I,
    moment: Moment,
  ) => Promise<Result<X, L>>;
  readonly rule: (caseRecord: Case, moment: Moment, input: I, loaded: X) => Outcome<R>;
  /** The description says why: it stands in the audit record, too. */
  readonly reasoned?: true;
}

interface Loaded<X, L extends string> {
  readonly caseRecord: Case;
  readonly besides: Result<X, L>;
}

/**
 * Declares a command on one case, which belongs to its branch. Refusals, in this order:
 * `not-found`, `out-of-scope`, `changed-meanwhile`, those of `load`, those of the rule: nobody
 * learns anything about a case or what it hangs together with before it is known to be theirs.
 */
export function onCase<
  I extends CaseInput,
  X = undefined,
  L extends string = never,
  R extends string = never,
>({
  name,
  load,
  rule,
  reasoned,
}: OnCase<I, X, L, R>): Command<I, Loaded<X, L>, ChangedCase, "not-found" | L | R> {
  return command({
    name,
    mutex: ({ id }: I) => `cases/${id}`,
    async load(reads, input, moment): Promise<Result<Loaded<X, L>, "not-found" | L | R>> {
      const caseRecord = await reads.get(cases, input.id);
      if (caseRecord === null) return refuse("not-found");
      const besides = await (load?.(reads, caseRecord, input, moment) ?? ok(undefined as X));
      return ok({ caseRecord, besides });
    },
    scope: ({ caseRecord: { branchId } }) => ({ branchId }),
    seen: ({ caseRecord }, { rev }) => ({
      seen: rev,
      now: caseRecord.rev,
      subject: `cases/${caseRecord.id}`,
    }),
    decide({ caseRecord, besides }, input, moment) {
      if (!besides.ok) return besides;
      const outcome = rule(caseRecord, moment, input, besides.value);
      return outcome.ok
        ? ok(decisionOf(caseRecord, outcome, reasoned && input.description))
        : outcome;
    },
  });
}

/** About the case and about every other one that is written with it. */
function decisionOf(
  caseRecord: Case,
  { value: next, also = [], answer, release }: Extract<Outcome<never>, { readonly ok: true }>,
  reason: string | undefined,
): Decision<ChangedCase> {
  const others = also.filter(({ collection }) => collection.name === cases.name);
  return {
    value: changedCase(answer ?? { ...next, rev: caseRecord.rev + 1 }),
    writes: [replace(cases, caseRecord, next), ...also],
    subjects: [caseRecord.id, ...others.map(({ id }) => id)].map((id) => `cases/${id}`),
    reason,
    release,
  };
}

function changedCase({ id, number, rev, state }: Case): ChangedCase {
  return { id, number, rev, state };
}
