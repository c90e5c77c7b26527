import type { Actor } from "@warmline/shared/access/actor.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { requests, type ApprovalRequest } from "@warmline/shared/requests/model.ts";
import { isOverDay } from "@warmline/shared/requests/policy.ts";
import {
  openStep,
  stillOpen,
  type DecideCode,
  type OpenCode,
} from "@warmline/shared/requests/rules.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { AnyApprovable } from "../../platform/commands/approvable.ts";
import {
  command,
  type Decision,
  type Moment,
  type RecordedRefusal,
} from "../../platform/commands/command.ts";
import { makerOf, remake, type Decided, type Remade } from "./deciding.ts";
import { readDayUse, useMore, type DayUse } from "./limit-use.ts";
import type { Registry } from "./registry.ts";
import {
  holderOf,
  loadRequest,
  seenRequest,
  settled,
  withSay,
  type OneRequest,
  type Settling,
} from "./settling.ts";

interface Approving extends Settling {
  readonly of: AnyApprovable;
  readonly use: DayUse;
  /** What its command would do now, as its maker; null: whoever asked is gone. */
  readonly remade: (() => Remade) | null;
}

export interface ApproveInput extends OneRequest {
  readonly words?: string | undefined;
}

export interface ApprovedRequest {
  readonly id: string;
  /** Of a secret in halves; shown once. */
  readonly half?: string;
}

type ApproveCode =
  | "not-found"
  | "out-of-scope"
  | OpenCode
  | DecideCode
  | "approver-day-limit"
  | "asker-gone"
  | "changed-since-approved"
  | "password-shown-once";

/**
 * 同意: says yes to the step that waits. At each yes the preview is made again; where it differs, the
 * request goes back. The last yes carries the command out in this very commit. Refusals, in this
 * order: `not-found`, `out-of-scope`, `request-settled`, `request-expired`, `own-request`,
 * `own-concern`, `decided-already`, `not-your-step`, `approver-day-limit`, `asker-gone`,
 * `changed-since-approved`;
 * `password-shown-once` for a repetition of one that showed a secret.
 */
export function approveCommand(registry: Registry) {
  return command({
    name: "requests.approve",
    scope: "anywhere",
    shownOnce: "password-shown-once",
    async load(reads, { id }: ApproveInput, moment): Promise<Result<Approving, ApproveCode>> {
      const found = await loadRequest<never>(reads, { id }, { ...moment, registry });
      if (!found.ok) return found;
      const { request } = found.value;
      const of = registry.approvable(request.command);
      const maker = await makerOf(reads, of, request);
      const use = await readDayUse(reads, "approved", request.command, moment);
      const decidedFor = { id, ...(request.split && { kept: request.split.kept }) };
      const asMaker = maker && { ...moment, actor: maker, request: decidedFor };
      const waits = stillOpen(request, moment.at).ok;
      const remade = asMaker && waits ? await remake(reads, of, request, asMaker) : null;
      return ok({ ...found.value, of, use, remade });
    },
    seen: seenRequest,
    decide(state, { words }, moment) {
      const { request, use, remade } = state;
      const holder = holderOf(state);
      if (!holder.ok) return holder;
      const step = openStep(request);
      if (step && isOverDay(step, request.amountFen, use.usedFen)) {
        return refuse("approver-day-limit");
      }
      if (remade === null) return refuse("asker-gone");
      const now = remade();
      if (!now.ok) return ok(goesBack(request, now.code, moment));
      if (now.value.hash !== request.previewHash) return ok(goesBack(request, "", moment));
      return ok(approved(state, now.value, { words, holder: holder.value, moment }));
    },
  });
}

/** 退回: it would not do what was shown; whoever asked may ask anew. */
function goesBack(
  request: ApprovalRequest,
  why: string,
  { at }: Moment,
): RecordedRefusal<"changed-since-approved"> {
  return {
    refusal: refuse("changed-since-approved"),
    command: "requests.send-back",
    writes: [settled(request, "changed", at, why === "" ? {} : { why })],
    subjects: request.subjects,
  };
}

interface Saying {
  readonly words: string | undefined;
  /** By whose right. */
  readonly holder: Actor;
  readonly moment: Moment;
}

function approved(
  { request, use }: Approving,
  { decision }: Decided<unknown>,
  { words, holder, moment }: Saying,
): Decision<ApprovedRequest> {
  const { id, split } = request;
  const said = withSay(request, { decision: "approved", words, holder }, moment);
  const used = useMore(use, request.amountFen);
  if (openStep(said) !== undefined) {
    const writes = [replace(requests, request, said), used];
    return { value: { id }, writes, subjects: request.subjects, reason: words, repeatable: true };
  }
  return {
    value: split === undefined ? { id } : { id, half: split.half },
    writes: [...decision.writes, settled(request, "executed", moment.at, said), used],
    subjects: [...new Set([...request.subjects, ...decision.subjects])],
    reason: request.reason,
    changes: decision.changes,
    release: decision.release,
    ...(split === undefined ? { repeatable: true } : {}),
  };
}
