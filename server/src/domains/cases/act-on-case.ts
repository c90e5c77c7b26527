import { createHash } from "node:crypto";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Moment } from "@warmline/shared/cases/event.ts";
import { caseActs, cases, type Case, type CaseAct } from "@warmline/shared/cases/model.ts";
import { commitAudited } from "../../platform/audit/commit-audited.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { attempt, lost } from "../../platform/commands/old-attempt.ts";
import type { Deps } from "../../platform/deps.ts";

/** What every act on a case may answer besides its own refusals, in order of precedence. */
export type ActRefusal =
  | "key-reused"
  | "forbidden"
  | "not-found"
  | "out-of-scope"
  | "changed-meanwhile";

export interface CaseInput {
  readonly id: string;
  /** The revision that the person saw, where overwriting matters. */
  readonly rev?: number | undefined;
}

export interface CaseVerb<I extends CaseInput, Code extends string> {
  /** `cases.accept`: the command's name in the act. */
  readonly command: string;
  readonly input: I;
  readonly reason?: string | undefined;
  /** Reads what else it needs and decides; runs again when the commit lost a race. */
  readonly decide: (caseRecord: Case, moment: Moment) => Promise<Outcome<Code>> | Outcome<Code>;
}

/** The case as it will be and what is committed with it; `answer` where that is another case. */
export type Outcome<Code extends string> =
  | {
      readonly ok: true;
      readonly value: Case;
      readonly also?: readonly Write[];
      readonly answer?: Case;
      /** Called when the commit came to nothing. */
      readonly onLost?: () => void;
    }
  | Refusal<Code>;

export function momentOf(deps: Pick<Deps, "clock">, { actor }: Caller): Moment {
  const { kind, id, name } = actor;
  return { at: deps.clock.now(), actorKind: kind, actorId: id, actorName: name };
}

/**
 * The one way to act on a case: idempotency key, scope, the revision seen, the rule, and one
 * commit, read and decided anew when another writer was first. Cases are for staff; devices only
 * file.
 */
export function actOnCase<I extends CaseInput, Code extends string>(
  deps: Deps,
  caller: Caller,
  verb: CaseVerb<I, Code>,
): Promise<Result<Case, Code | ActRefusal>> {
  const { input } = verb;
  const fingerprint = fingerprintOf(verb);
  const once = () => actOnce(deps, caller, verb, fingerprint);
  return deps.mutex.run(`cases/act/${input.id}`, () =>
    attempt<Result<Case, Code | ActRefusal>>(once),
  );
}

async function actOnce<I extends CaseInput, Code extends string>(
  deps: Deps,
  caller: Caller,
  verb: CaseVerb<I, Code>,
  fingerprint: string,
): Promise<Result<Case, Code | ActRefusal> | typeof lost> {
  const { id, rev } = verb.input;
  const actId = caller.key === undefined ? null : `${caller.actor.id}/${caller.key}`;
  const done = actId === null ? null : await deps.store.get(caseActs, actId);
  // Before the scope, as the act itself may have moved the case out of it.
  if (done !== null) return answerAgain(deps, caller, done, fingerprint);
  const seen = await seeCase(deps, caller, id);
  if (!seen.ok) return seen;
  if (rev !== undefined && rev !== seen.value.rev) return refuse("changed-meanwhile");
  const decided: Outcome<Code> = await verb.decide(seen.value, momentOf(deps, caller));
  if (!decided.ok) return decided;
  const { value: next, also = [], answer = { ...next, rev: next.rev + 1 } } = decided;
  const act = { caseId: answer.id, fingerprint, answeredRev: answer.rev };
  const committed = await commitAudited(deps, caller, actOf(verb, also), [
    replace(cases, seen.value, next),
    ...also,
    ...(actId === null ? [] : [insert(caseActs, { id: actId, ...act })]),
  ]);
  if (committed.ok) return ok(shown(answer));
  decided.onLost?.();
  return lost;
}

/**
 * The act was done before: its case, as far as the caller may still see it. What the act moved out
 * of their scope they see once more as they left it, but not what others made of it since.
 */
async function answerAgain(
  deps: Deps,
  caller: Caller,
  done: CaseAct,
  fingerprint: string,
): Promise<Result<Case, ActRefusal>> {
  if (done.fingerprint !== fingerprint) return refuse("key-reused");
  const seen = await seeCase(deps, caller, done.caseId);
  if (seen.ok) return ok(shown(seen.value));
  const left = await deps.store.get(cases, done.caseId);
  return left !== null && left.rev === done.answeredRev ? ok(shown(left)) : seen;
}

/**
 * A case as doors answer it: who wrote this revision is in its history, from where in the audit.
 */
export function shown(caseRecord: Case): Case {
  const { by: _, ...rest } = caseRecord;
  return rest;
}

/** The case, if it exists and lies within what the caller may see. */
export async function seeCase(
  deps: Pick<Deps, "store">,
  { actor }: Caller,
  id: string,
): Promise<Result<Case, "forbidden" | "not-found" | "out-of-scope">> {
  if (actor.kind === "kiosk" || actor.kind === "tv") return refuse("forbidden");
  const caseRecord = await deps.store.get(cases, id);
  if (caseRecord === null) return refuse("not-found");
  return maySee(actor, caseRecord) ? ok(caseRecord) : refuse("out-of-scope");
}

/**
 * A case belongs to its branch. A hall's staff see the whole city's, as whoever walks in may ask
 * about a case that came in anywhere; `hallId` says only where it was filed.
 */
export function maySee(actor: Actor, { branchId }: Pick<Case, "branchId">): boolean {
  return within(actor, { branchId });
}

/** About the case and about every other one that is written with it. */
function actOf({ command, input, reason }: CaseVerb<CaseInput, string>, also: readonly Write[]) {
  const others = also.filter(({ collection }) => collection.name === cases.name);
  const subjects = [input.id, ...others.map(({ id }) => id)].map((id) => `cases/${id}`);
  return { command, subjects, ...(reason === undefined ? {} : { reason }) };
}

function fingerprintOf({ command, input }: CaseVerb<CaseInput, string>): string {
  return createHash("sha256")
    .update(JSON.stringify([command, input]))
    .digest("base64url");
}
