import type { z } from "zod";
import { isOffLine, isTalkedIn, type QueuedCall } from "@warmline/shared/acd/model.ts";
import {
  conversationId,
  conversations,
  type Conversation,
} from "@warmline/shared/conversations/model.ts";
import {
  spokenRange,
  waitRange,
  type SpokenRange,
  type QueueState,
} from "@warmline/shared/acd/wait.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Language } from "@warmline/shared/messages/index.ts";
import type { Write } from "@warmline/shared/store/write.ts";
import { waitingHook } from "@warmline/shared/twilio/api.ts";
import {
  aheadOf,
  askedWrites,
  endWrites,
  isServed,
  loadQueued,
  type CallWithAgent,
} from "../../domains/acd/index.ts";
import { decideTold, loadTold, type Told } from "../../domains/calls/index.ts";
import { decideTurn, loadTurn, type LoadedTurn } from "../../domains/conversations/index.ts";
import { command, type Moment } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import type { Account } from "./account.ts";
import { callOf, partiesOf, type LineCode, type PartyCode } from "./line-command.ts";
import type { Talked } from "./talk.ts";

/** Whoever waits is told how many are before them now and then. */
const LOOKS_BETWEEN = 5;

export interface Wait extends z.output<typeof waitingHook.body> {
  /** How often it was looked before. */
  readonly look: number;
  /** The queued call's revision at which we called the line here; null: it came by itself. */
  readonly rev: number | null;
  /** 预约回电: the call in the queue that this line is of; null: its own. */
  readonly callId: string | null;
}

/** Where whoever waits, or is to talk, asks what to do: each address is asked once. */
export function waitingDoor({ look, rev, callId }: Pick<Wait, "look" | "rev" | "callId">): string {
  const [at, of] = [rev === null ? "" : `&rev=${rev}`, callId === null ? "" : `&call=${callId}`];
  return `${waitingHook.path}?look=${look}${at}${of}`;
}

type Standing =
  /** `ahead` when it is time to say so, and how long it takes where there is ground to. */
  | {
      readonly is: "waiting";
      readonly ahead: number | undefined;
      readonly takes: SpokenRange | null;
      /** They may hang up and be rung in their turn. */
      readonly offersRingBack: boolean;
    }
  /** 预约回电: their place is kept. */
  | { readonly is: "kept" }
  /** `name` when it is new. */
  | { readonly is: "connected"; readonly name: string | undefined }
  /** Nobody takes calls any more: rung back. */
  | { readonly is: "unserved" }
  /** An agent talked with them and is done: how was it? */
  | { readonly is: "served"; readonly asked: Asked }
  | { readonly is: "over" };

type Asked = Pick<Talked, "answer" | "nextTurn">;

interface Heard {
  readonly language: Language;
  /** No number is known at which somebody could ring back. */
  readonly withheld: boolean;
}

/** What whoever waits hears now. */
export type Waited = Standing &
  Heard &
  Pick<Wait, "look" | "rev" | "callId"> & {
    /** Of the call in the queue. */
    readonly talkId: string;
  };

interface Looked extends CallWithAgent {
  /** That an agent answered, and the call that keeps it; null: nobody has. */
  readonly answered: Awaited<ReturnType<typeof loadTold>> | null;
  /** While it waits: whether anybody takes calls, and how many are before it. */
  readonly served: boolean;
  readonly ahead: number | undefined;
  readonly takes: SpokenRange | null;
  readonly offersRingBack: boolean;
  /** What keeps their place for a call-back; null: they did not ask for it. */
  readonly kept: LoadedKept | null;
  readonly heard: Heard;
  /** Null: nobody talked with them, or nobody knows any more of what. */
  readonly asking: LoadedAsking | null;
}

interface LoadedKept {
  readonly known: Awaited<ReturnType<typeof loadTold>>;
  readonly phone: string;
}

interface LoadedAsking {
  readonly turn: LoadedTurn;
  readonly nextTurn: number;
}

interface Means {
  readonly queueState: () => Promise<QueueState>;
  /** Whether calls can be placed. */
  readonly ringsBack: () => boolean;
}

/** 预约回电 instead of waiting. */
const RING_BACK_KEY = "1";

/**
 * 等候: how a call in the queue stands. Each agent who answered is kept with the call, once.
 * Under no key, as it is asked again and again. Refusals, in this order: `other-account`,
 * `phone-unknown`, `number-not-ours`, `call-full`.
 */
export function waitCommand(account: Account, { queueState, ringsBack }: Means) {
  return command({
    name: "calls.wait",
    key: false,
    scope: "anywhere",
    mutex: (input: Wait) => `calls/${callOf(input)}`,
    async load(reads, input: Wait, moment): Promise<Result<Looked, LineCode | PartyCode>> {
      const callId = callOf(input);
      if (input.AccountSid !== account.sid) return refuse("other-account");
      const parties = partiesOf(account, input, moment);
      if (!parties.ok) return parties;
      const queued = await loadQueued(reads, callId);
      const { call } = queued;
      const waits = call?.state === "waiting" || call?.state === "reserved";
      const served = waits && (await isServed(reads, call));
      const tells = served && input.look % LOOKS_BETWEEN === 0;
      // Who was talked with already waits on the line.
      const once = call?.answeredAt === undefined && parties.value.from !== null;
      const offersRingBack = waits && once && ringsBack();
      const asks = offersRingBack && call?.state === "waiting" && input.Digits === RING_BACK_KEY;
      const talk = await reads.unguarded.get(conversations, conversationId("phone", callId));
      return ok({
        ...queued,
        answered:
          call !== null && isTalkedIn(call)
            ? await loadAnswered(reads, call, input.callId === null ? parties.value : undefined)
            : null,
        served,
        ahead: tells ? await aheadOf(reads, call) : undefined,
        takes: tells ? takesOf(await queueState(), call, moment) : null,
        offersRingBack: tells && offersRingBack,
        kept: asks ? await loadKept(reads, callId, parties.value) : null,
        heard: { language: talk?.language ?? "zh", withheld: parties.value.from === null },
        asking: call?.end === "answered" ? await loadAsking(reads, talk, moment) : null,
      });
    },
    decide(looked, input, moment) {
      const { look, rev, callId } = input;
      const talkId = callOf(input);
      return mapOk(stands(looked, moment), ({ writes, subjects = [], ...waited }) => ({
        value: { ...waited, ...looked.heard, look, rev, callId, talkId } satisfies Waited as Waited,
        writes,
        subjects: [`calls/${talkId}`, ...subjects],
      }));
    },
  });
}

/** Each agent who answered, once. */
function loadAnswered(
  reads: Reads,
  { id: callId, agentId }: QueuedCall,
  parties: Told["parties"],
): ReturnType<typeof loadTold> {
  const event = { key: `connected ${agentId}`, kind: "connected" } as const;
  return loadTold(reads, { callId, event, ...(parties === undefined ? {} : { parties }) });
}

async function loadKept(
  reads: Reads,
  callId: string,
  parties: NonNullable<Told["parties"]>,
): Promise<LoadedKept> {
  const event = { key: "place-kept", kind: "place-kept" } as const;
  const known = await loadTold(reads, { callId, parties, event });
  return { known, phone: parties.from ?? "" };
}

/** 满意度: a turn of their conversation; asked again it is answered the same. */
async function loadAsking(
  reads: Reads,
  talk: Conversation | null,
  moment: Moment,
): Promise<LoadedAsking | null> {
  if (talk === null) return null;
  const { turns, turnCount } = talk;
  const turnId = "served";
  const served = { conversationId: talk.id, turnId, event: { kind: "served" } } as const;
  const turn = await loadTurn(reads, served, moment);
  const askedBefore = turns.some(({ id }) => id === turnId);
  // Turns are numbered from 0, and this one has no number.
  return turn.ok ? { turn: turn.value, nextTurn: askedBefore ? turnCount : turnCount + 1 } : null;
}

type Stands = Standing & {
  readonly writes: readonly Write[];
  /** Of what else is written. */
  readonly subjects?: readonly string[];
};

/** 预计等候, as it is said; a call that came in since the last reading is put behind it. */
function takesOf(queueState: QueueState, call: QueuedCall, { at }: Moment): SpokenRange | null {
  const others = queueState.calls.filter(({ id }) => id !== call.id);
  const range = waitRange({ ...queueState, calls: [...others, call] }, call.id, at);
  return range && spokenRange(range);
}

function stands(looked: Looked, moment: Moment): Result<Stands, "call-full"> {
  const { call, answered, served, ahead, takes, asking, offersRingBack } = looked;
  if (asking !== null) {
    const { turn, nextTurn } = asking;
    return mapOk(decideTurn(turn, moment), ({ value: answer, writes, subjects }) => {
      return { is: "served", asked: { answer, nextTurn }, writes, subjects };
    });
  }
  if (call === null || call.state === "ended") return ok({ is: "over", writes: [] });
  if (looked.kept !== null) return keeps(looked, looked.kept, moment);
  if (isOffLine(call)) return ok({ is: "kept", writes: [] });
  if (answered !== null) {
    return mapOk(decideTold(answered, moment), ({ writes }) => {
      return { is: "connected", name: writes.length === 0 ? undefined : call.agentName, writes };
    });
  }
  if (served) return ok({ is: "waiting", ahead, takes, offersRingBack, writes: [] });
  return ok({ is: "unserved", writes: endWrites(looked, moment, "unserved") });
}

/** 预约回电: the place is kept, and the call says so. */
function keeps(
  looked: Looked,
  { known, phone }: LoadedKept,
  moment: Moment,
): Result<Stands, "call-full"> {
  const asked = askedWrites(looked, phone, moment);
  // Rung at a desk at that moment: they are answered.
  if (!asked.ok) return ok({ ...WAITS, writes: [] });
  return mapOk(decideTold(known, moment), ({ writes }) => {
    return { is: "kept", writes: [...asked.value, ...writes] };
  });
}

const WAITS = { is: "waiting", ahead: undefined, takes: null, offersRingBack: false } as const;
