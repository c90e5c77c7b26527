import type { Actor } from "@warmline/shared/access/actor.ts";
import { ok, refuse, type Refusal, type Result } from "@warmline/shared/kernel/result.ts";
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
import type { AskedRequest } from "./ask-command.ts";
import { makerOf, remake, type Decided, type Remade } from "./deciding.ts";
import { readDayUse, useMore, type DayUse } from "./limit-use.ts";
import type { Registry } from "./registry.ts";
import { holderOf, type Settling } from "./rows.ts";
import { loadRequest, seenRequest, settled, withSay, type OneRequest } from "./settling.ts";

interface Approving extends Settling {
  readonly of: AnyApprovable;
  readonly use: DayUse;
  /** What its command would do now, as its maker; null: whoever asked is gone. */
  readonly remade: (() => Remade) | null;
}

export interface ApproveInput extends OneRequest {
  readonly words?: string | undefined;
}

type ApproveCode =
  | "not-found"
  | "out-of-scope"
  | OpenCode
  | DecideCode
  | "approver-day-limit"
  | "asker-gone"
  | "not-yet"
  | "changed-since-approved";

/**
 * 同意: says yes to the step that waits. At each yes the preview is made again; where it differs, the
 * request goes back. The last yes carries the command out in this very commit. Refusals, in this
 * order: `not-found`, `out-of-scope`, `request-settled`, `request-expired`, `own-request`,
 * `own-concern`, `decided-already`, `not-your-step`, `approver-day-limit`, `asker-gone`,
 * `not-yet`, `changed-since-approved`.
 */
export function approveCommand(registry: Registry) {
  return command({
    name: "requests.approve",
    scope: "anywhere",
    async load(reads, { id }: ApproveInput, moment): Promise<Result<Approving, ApproveCode>> {
      const found = await loadRequest(reads, { id }, { ...moment, registry });
      if (!found.ok) return found;
      const { request } = found.value;
      const of = registry.approvable(request.command);
      const maker = await makerOf(reads, of, request);
      const use = await readDayUse(reads, "approved", request.command, moment);
      const executes = isLastStep(request);
      const asMaker = maker && { ...moment, actor: maker, request: { id, executes } };
      const waits = stillOpen(request, moment.at).ok;
      const remade = asMaker && waits ? await remake(reads, of, request, asMaker) : null;
      return ok({ ...found.value, of, use, remade });
    },
    seen: seenRequest,
    decide(state, { words }, moment) {
      const { of, request, use, remade } = state;
      const holder = holderOf(state);
      if (!holder.ok) return holder;
      const step = openStep(request);
      if (step && isOverDay(step, request.amountFen, use.usedFen)) {
        return refuse("approver-day-limit");
      }
      if (remade === null) return refuse("asker-gone");
      const now = remade();
      if (!now.ok && isNotYet(of, now.code)) return refuse("not-yet");
      if (!now.ok) return ok(goesBack(request, moment, now));
      if (now.value.hash !== request.previewHash) return ok(goesBack(request, moment));
      return ok(approved(state, now.value, { words, holder: holder.value, moment }));
    },
  });
}

/** Whether the next yes is the one that carries it out. */
function isLastStep({ steps }: ApprovalRequest): boolean {
  return steps.filter(({ decision }) => decision === undefined).length === 1;
}

function isNotYet({ notYet = [] }: AnyApprovable, code: string): boolean {
  return notYet.some((one) => one === code);
}

/** 退回: it would not do what was shown; whoever asked may ask anew. */
function goesBack(
  request: ApprovalRequest,
  { at }: Moment,
  barred?: Refusal,
): RecordedRefusal<"changed-since-approved"> {
  const { code, detail } = barred ?? {};
  const why = code === undefined ? {} : { why: code };
  const whyDetail = detail === undefined ? {} : { whyDetail: detail };
  return {
    refusal: refuse("changed-since-approved"),
    command: "requests.send-back",
    writes: [settled(request, "changed", at, { ...why, ...whyDetail })],
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
): Decision<AskedRequest> {
  const { id } = request;
  const said = withSay(request, { decision: "approved", words, holder }, moment);
  const used = useMore(use, request.amountFen);
  if (openStep(said) !== undefined) {
    const writes = [replace(requests, request, said), used];
    return { value: { id }, writes, subjects: request.subjects, reason: words };
  }
  return {
    value: { id },
    writes: [...decision.writes, settled(request, "executed", moment.at, said), used],
    subjects: [...new Set([...request.subjects, ...decision.subjects])],
    reason: request.reason,
    changes: decision.changes,
    release: decision.release,
  };
}
