import {
  dunningMessages,
  dunningRuns,
  messageIdOf,
  type DunningMessage,
  type DunningRun,
} from "@warmline/shared/dunningruns/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { cityDate } from "@warmline/shared/kernel/time.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";
import { notices, type Notice } from "@warmline/shared/notices/model.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import { readDunned, recordedWrites, undoWrites, type Dunned } from "../dunning/index.ts";
import { notDueWhy } from "./queue-command.ts";

interface OfNotice {
  readonly noticeId: string;
}

interface Settling {
  readonly run: DunningRun;
  readonly message: DunningMessage;
  readonly notice: Notice;
  readonly dunned: Dunned;
}

/**
 * 送达结果: what became of a message. One that was sent is a step of its account, with the words and
 * the way as evidence; one that failed is none, and takes its step back where it was thought to be
 * sent. It has no refusals: what is known already changes nothing.
 */
export const settleMessage = command({
  name: "dunningruns.settle",
  scope: "anywhere",
  async load(reads, { noticeId }: OfNotice, { at }): Promise<Result<Settling | null, never>> {
    const notice = await reads.get(notices, noticeId);
    if (notice?.about.kind !== "dunning") return ok(null);
    const { runId, accountId } = notice.about;
    const [run, message] = await Promise.all([
      reads.get(dunningRuns, runId),
      reads.get(dunningMessages, messageIdOf(runId, accountId)),
    ]);
    const dunned = (await readDunned(reads, [accountId], cityDate(at))).get(accountId);
    const known = run !== null && message !== null && dunned !== undefined;
    return ok(known ? { run, message, notice, dunned } : null);
  },
  decide(state, _, moment) {
    const writes = state === null ? [] : settledWrites(state, moment);
    const subjects = state === null ? [] : [`households/${state.message.householdId}`];
    return ok({ value: writes.length > 0, writes, subjects: writes.length === 0 ? [] : subjects });
  },
});

function settledWrites(state: Settling, moment: Moment): readonly Write[] {
  const { message, notice } = state;
  if (notice.state === "sent") return message.state === "queued" ? sentWrites(state, moment) : [];
  if (notice.state !== "dropped") return [];
  if (message.state === "queued") return goneWrites(state, moment);
  return message.state === "sent" ? lostWrites(state, moment) : [];
}

/** 已送出: the step counts from the day on which it was. */
function sentWrites({ run, message, notice, dunned }: Settling, moment: Moment): Write[] {
  const { amountFen, itemIds, text } = message;
  const [eventId, way] = [moment.nextId(), notice.channel ?? "sms"];
  const sent = { way, text: text?.zh ?? "", runId: run.id };
  const fact = {
    ...({ kind: "step", step: run.step, itemIds, amountFen, delivery: "message", sent } as const),
    ...(run.ladder === undefined ? {} : { ladder: run.ladder }),
  };
  const { at, actor } = moment;
  const event = { id: eventId, at, actor, fact, on: cityDate(notice.since), attachments: [] };
  const next = { ...message, state: "sent" as const, way, since: notice.since, eventId };
  return [replace(dunningMessages, message, next), ...recordedWrites(dunned, event)];
}

/** It never went out: by no way, or because nothing was to be sent any more. */
function goneWrites({ run, message, notice, dunned }: Settling, { at }: Moment): Write[] {
  const tried = notice.tried.at(-1);
  const not = notDueWhy(run, message, dunned, cityDate(at)) ?? "too-late";
  const next =
    tried === undefined
      ? { ...message, state: "withdrawn" as const, why: not, since: at }
      : { ...message, state: "failed" as const, why: tried.why, since: at };
  return [replace(dunningMessages, message, next)];
}

/** 未送达 by what the carrier said later: the step is taken back, unless another rests on it. */
function lostWrites({ message, notice, dunned }: Settling, moment: Moment): Write[] {
  const { eventId = "", ...rest } = message;
  const { at, actor } = moment;
  const why = notice.tried.at(-1)?.why ?? "unreached";
  const reason = formatMessage("zh", "dunningruns.not-delivered");
  const next = { ...rest, state: "failed" as const, why, since: at };
  return [
    replace(dunningMessages, message, next),
    ...undoWrites(dunned, eventId, { id: moment.nextId(), at, actor, reason }),
  ];
}
