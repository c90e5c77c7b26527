import { dunningRuns, type DunningRun } from "@warmline/shared/dunningruns/model.ts";
import { dunningRunPermissions } from "@warmline/shared/dunningruns/permissions.ts";
import { isOutdated, maySend } from "@warmline/shared/dunningruns/rules.ts";
import type { Ladder } from "@warmline/shared/dunning/ladder.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import type { ApprovalPolicy } from "@warmline/shared/requests/policy.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { approvable, needsRequest } from "../../platform/commands/approvable.ts";
import { command, type Decision } from "../../platform/commands/command.ts";
import { ladderOn } from "../dunning/index.ts";
import { actOf, askCommand, previewCommand } from "../requests/index.ts";
import { readRun, type RunRef } from "./begin-command.ts";

/** What is asked for about a run. */
interface RunAsked extends RunRef {
  /** The revision that was looked at. */
  readonly rev: number;
  readonly reason: string;
}

interface Sending {
  readonly run: DunningRun;
  readonly branch: string;
  readonly ladder: Ladder;
}

type SendCode =
  | "not-found"
  | "messages-not-previewed"
  | "messages-to-nobody"
  | "messages-outdated"
  | "approval-needed";

/**
 * 发送: the messages of a preview, in chunks by a job. Each account is looked at again before its
 * message goes. Refusals, in this order: `not-found`, `messages-not-previewed`,
 * `messages-to-nobody`, `messages-outdated` (older than a week, or the step has other words by
 * now), `approval-needed`.
 */
const sendByRun = command({
  name: "dunningruns.send",
  scope: ({ run: { branchId } }: Sending) => ({ branchId }),
  async load(reads, { id }: RunAsked, { at }): Promise<Result<Sending, SendCode>> {
    const found = await readRun(reads, id);
    if (!found.ok) return found;
    const run = found.value;
    const node = await reads.unguarded.get(orgNodes, run.branchId);
    const ladder = await ladderOn(reads, cityDate(at));
    return ok({ run, branch: node?.name ?? run.branchId, ladder });
  },
  seen: ({ run }, { rev }) => ({ seen: rev, now: run.rev, subject: `dunningRuns/${run.id}` }),
  decide({ run, ladder }, { reason }, moment): Result<Decision<RunRef>, SendCode> {
    const may = maySend(run);
    if (!may.ok) return may;
    if (isOutdated(run, ladder, cityDate(moment.at))) return refuse("messages-outdated");
    if (needsRequest(moment)) return refuse("approval-needed");
    const { endedAt: _, ...rest } = run;
    const next = { ...rest, state: "sending" as const, turn: run.turn + 1, sent: actOf(moment) };
    return ok({
      value: { id: run.id },
      writes: [replace(dunningRuns, run, next)],
      subjects: [`dunningRuns/${run.id}`],
      reason,
    });
  },
});

/** 短信催缴审批: who prepares a mass letter never releases it, whatever it comes to. */
export const DUNNING_RUN_POLICY: ApprovalPolicy = {
  name: "dunning-runs",
  version: 1,
  alone: null,
  steps: [{ permission: dunningRunPermissions.approve.name, overFen: fen(0), dayFen: null }],
  days: 7,
};

/** 短信催缴申请: its hash is over what was previewed, message by message. */
export const sendingByRun = approvable({
  command: sendByRun,
  ask: dunningRunPermissions.run,
  policy: DUNNING_RUN_POLICY,
  approvers: [dunningRunPermissions.approve],
  about: ({ id }) => `dunningRuns/${id}`,
  show: ({ run, branch }) => {
    const { messages = 0, amountFen = fen(0), leftOut = 0, digest = "" } = run.preview ?? {};
    const { chat = 0, sms = 0 } = run.preview?.byWay ?? {};
    const told = [
      ["dunning-step", `dunning.step.${run.step}`],
      ["place", branch],
      ["dunning-words", run.words.zh],
      ["dunning-messages", String(messages)],
      ["dunning-by-chat", String(chat)],
      ["dunning-by-sms", String(sms)],
      ["dunning-left-out", String(leftOut)],
      ["dunning-overdue", formatYuan(amountFen)],
      ["run-digest", digest.slice(0, 16)],
    ] as const;
    const changes = told.map(([field, to]) => ({ field, from: [], to: [to] }));
    return {
      label: branch,
      place: { branchId: run.branchId },
      amountFen,
      preview: { changes, entries: [], owed: [] },
    };
  },
});

/** Refusals, in this order: those of `sendByRun`, `request-pending`. */
export const askRunSend = askCommand({ name: "dunningruns.ask-send", of: sendingByRun });

/** Nothing is written. Refusals as of `askRunSend`, without the last. */
export const previewRunSend = previewCommand(sendingByRun);
