import { TELEPHONE } from "@warmline/bots/core/capability.ts";
import type { RepairCheck } from "@warmline/bots/core/event.ts";
import type { Closing } from "@warmline/shared/acd/closing.ts";
import type { Tongue } from "@warmline/shared/acd/model.ts";
import { theirNumber } from "@warmline/shared/calls/caller.ts";
import type { KnownCaller } from "@warmline/shared/calls/model.ts";
import { hasEnded, type CallState } from "@warmline/shared/calls/states.ts";
import { conversationId } from "@warmline/shared/conversations/model.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Language } from "@warmline/shared/messages/index.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { enqueueWrites, isServed, loadClosing } from "../../domains/acd/index.ts";
import { decideTold, loadTold } from "../../domains/calls/index.ts";
import {
  decideTurn,
  loadBeginning,
  loadTurn,
  type LoadedTurn,
  type SaidEvent,
  type TurnAnswer,
  type TurnCode,
} from "../../domains/conversations/index.ts";
import { checkOf, loadRung, rungWrites } from "./rung.ts";
import { command, type Command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Account } from "./account.ts";
import {
  callOf,
  partiesOf,
  type LineCode,
  type OfParties,
  type PartyCode,
} from "./line-command.ts";

/** What the caller hears next. */
export interface Talked {
  readonly answer: TurnAnswer;
  readonly nextTurn: number;
  /** No number is known at which somebody could ring back. */
  readonly withheld: boolean;
  /** They wait for a person; else whoever wants one is rung back. */
  readonly waits: boolean;
  /** The queue that they want is closed: what they hear of it. */
  readonly closing: Closing | null;
  /** 预约回电: the call that this line is of; null: its own. */
  readonly callId: string | null;
}

type InCall = OfParties & {
  readonly CallStatus: CallState;
  /** Whom a campaign rings, at its own door. */
  readonly contact?: string;
};

type Parties = NonNullable<Parameters<typeof loadTold>[1]["parties"]>;

interface Loaded {
  readonly parties: Parties;
  readonly turn: LoadedTurn;
  readonly known: Awaited<ReturnType<typeof loadTold>>;
  readonly queueing: Queueing;
  readonly rung: Awaited<ReturnType<typeof loadRung>>;
}

interface Talking<I extends InCall> {
  readonly name: string;
  readonly account: Account;
  /** 0: the first ring. */
  turnOf(input: I): number;
  /** Null: the first ring. */
  said(input: I): SaidEvent | null;
}

type TalkCode = LineCode | PartyCode | TurnCode;

/**
 * One turn of the caller's conversation, and what the call keeps of it, in one commit. Under no
 * key: what is told is personal and would stay in the trail; the conversation knows its turns.
 * Refusals, in this order: `other-account`, `phone-unknown`, `number-not-ours`, those of a turn,
 * `call-full`.
 */
export function talkCommand<I extends InCall>({
  name,
  account,
  turnOf,
  said,
}: Talking<I>): Command<I, Loaded, Talked, TalkCode> {
  return command({
    name,
    key: false,
    scope: "anywhere",
    mutex: (input: I) => `calls/${callOf(input)}`,
    async load(reads, input: I, moment): Promise<Result<Loaded, TalkCode>> {
      if (input.AccountSid !== account.sid) return refuse("other-account");
      const parties = partiesOf(account, input, moment);
      if (!parties.ok) return parties;
      const callId = callOf(input);
      const heard = { callId, turnId: `${turnOf(input)}`, said: said(input) };
      const rung = await loadRung(reads, parties.value, input);
      const check = rung === null ? undefined : checkOf(rung);
      const turn = await loadTalk(reads, { ...heard, check }, parties.value, moment);
      if (!turn.ok) return turn;
      const event = { key: `turned ${heard.turnId}`, kind: "turned" } as const;
      const told = { callId, parties: parties.value, event };
      const known = await loadTold(reads, told);
      // Whoever has hung up by now waits no more, though their last key comes after that.
      const gone = known.call !== null && hasEnded(known.call.state);
      const branchIds = branchesOf(known.households, turn.value);
      const phone = theirNumber(parties.value);
      const asked = { callId, turn: turn.value, phone, branchIds };
      const queueing = gone ? NOWHERE : await loadQueueing(reads, account, asked, moment);
      return ok({ parties: parties.value, turn: turn.value, known, queueing, rung });
    },
    decide({ parties, turn, known, queueing, rung }, input, moment) {
      const turned = decideTurn(turn, moment);
      if (!turned.ok) return turned;
      const { value: answer, writes, subjects, release } = turned.value;
      const event =
        said(input) === null ? arrived(input, answer) : cameOf(known.told.event.key, answer);
      const told = event && decideTold({ ...known, told: { ...known.told, event } }, moment);
      if (told?.ok === false) return told;
      const { writes: kept = [], subjects: about = [] } = told?.value ?? {};
      const nextTurn = turnOf(input) + 1;
      return ok({
        value: {
          answer,
          nextTurn,
          withheld: theirNumber(parties) === null,
          waits: queueing.writes !== null,
          closing: queueing.closing,
          callId: input.callId ?? null,
        },
        writes: [
          ...kept,
          ...writes,
          ...(queueing.writes ?? []),
          ...rungWrites(rung, input.CallSid, answer),
        ],
        subjects: [...about, ...subjects],
        release,
      });
    },
  });
}

interface Queueing {
  /** What puts the call into the queue; null: it does not want to, or is rung back instead. */
  readonly writes: readonly Write[] | null;
  /** Of the queue that it wants. */
  readonly closing: Closing | null;
}

const NOWHERE: Queueing = { writes: null, closing: null };

interface Asking {
  readonly callId: string;
  readonly turn: LoadedTurn;
  readonly phone: string | null;
  readonly branchIds: readonly string[];
}

/** Of the households that have the number on file, and of the one that the caller has named. */
function branchesOf(known: readonly KnownCaller[], turn: LoadedTurn): string[] {
  const named = turn.again === null ? turn.branchId : undefined;
  return [...known.map(({ branchId }) => branchId), ...(named === undefined ? [] : [named])];
}

/** 排队: the call stands in the queue with the very turn in which a person was asked for. */
async function loadQueueing(
  reads: Reads,
  { reachesDesks }: Account,
  { callId, turn, phone, branchIds }: Asking,
  moment: Moment,
): Promise<Queueing> {
  const { intents } = turn.again ?? turn.driven;
  const wanted = intents.find(({ kind }) => kind === "person");
  if (wanted?.kind !== "person") return NOWHERE;
  const { skill, unclear } = wanted;
  const { language } = turn.again ?? turn.driven.session;
  const tongue = tongueOf(language, unclear);
  const closing = await loadClosing(reads, skill, moment);
  if (closing !== null || !reachesDesks || !(await isServed(reads, { branchIds }))) {
    return { writes: null, closing };
  }
  const place = { callId, skill, phone, tongue, branchIds };
  return { writes: await enqueueWrites(reads, place, moment), closing: null };
}

/** Of what the machine does not understand a dialect is the likeliest. */
function tongueOf(language: Language, unclear: true | undefined): Tongue | undefined {
  if (language === "en") return "english";
  return unclear && "dialect";
}

interface Heard {
  readonly callId: string;
  readonly turnId: string;
  readonly said: SaidEvent | null;
  readonly check: RepairCheck | undefined;
}

function loadTalk(
  reads: Reads,
  { callId: externalId, turnId, said, check }: Heard,
  parties: Parties,
  moment: Moment,
): Promise<Result<LoadedTurn, TurnCode>> {
  const channel = "phone" as const;
  if (said !== null) {
    const id = conversationId(channel, externalId);
    return loadTurn(reads, { conversationId: id, turnId, event: said }, moment);
  }
  const phone = theirNumber(parties) ?? undefined;
  const begun = { channel, externalId, turnId, capability: TELEPHONE, phone, check };
  return loadBeginning(reads, begun, moment);
}

function arrived({ CallStatus: state }: InCall, { conversationId: id }: TurnAnswer) {
  return { key: "arrived", kind: "arrived", state, conversationId: id } as const;
}

/** Null: nothing came of the turn that the call would keep. */
function cameOf(key: string, { caseIds, intents }: TurnAnswer) {
  const wantsPerson = intents.some(({ kind }) => kind === "person");
  const rated = intents.find(({ kind }) => kind === "rate");
  if (caseIds.length === 0 && !wantsPerson && rated === undefined) return null;
  return {
    key,
    kind: "turned",
    caseIds,
    ...(wantsPerson ? { wantsPerson: true as const } : {}),
    ...(rated?.kind === "rate" ? { score: rated.score } : {}),
  } as const;
}
