import { agents, queuedCalls, SKILLS, NOT_OVER } from "@warmline/shared/acd/model.ts";
import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { isDue } from "@warmline/shared/acd/ring-back.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { seededRandom } from "@warmline/shared/kernel/ids.ts";
import * as desk from "@warmline/server/domains/acd/desk-commands.ts";
import type { CallWithAgent } from "@warmline/server/domains/acd/index.ts";
import { sweep } from "@warmline/server/domains/acd/dispatcher.ts";
import {
  endCall,
  endLine,
  enqueue,
  keepPlace,
  reach,
} from "@warmline/server/domains/acd/fixture.ts";
import {
  giveUpDialling,
  noteDialled,
  withdrawRingBack,
} from "@warmline/server/domains/acd/ring-back-commands.ts";
import { reckonUp } from "@warmline/server/domains/callstats/reckon.ts";
import { rebuildStats } from "@warmline/server/domains/callstats/rebuild.ts";
import {
  bargeIn,
  leaveTalk,
  listenIn,
  whisperTo,
} from "@warmline/server/domains/acd/monitor-commands.ts";
import {
  caller,
  openLedgerRoom,
  type Engine,
  type LedgerRoom,
} from "@warmline/server/domains/ledger/testing.ts";
import type { Caller } from "@warmline/server/platform/commands/caller.ts";
import type { Command } from "@warmline/server/platform/commands/command.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { brokenBindings, rungOverflow } from "./call-bindings.ts";
import {
  carrier,
  DIALLING,
  EXPECTED,
  KNOWN_IN,
  NIGHT_ROUNDS,
  people,
  PHONES,
  staffWrites,
  supervisors,
  wrapUp,
  type Outcome,
} from "./call-people.ts";
import { Recount } from "./call-sums.ts";

const AT_ONCE = 5;
/**
 * Two nodes over one store, agents and callers who do everything at every moment, several at once;
 * requests come again under their key, and a node that dies leaves a bell ringing. After each round
 * every call and every agent is held against one another, and at the end every call must find
 * somebody.
 */
export async function simulateQueue(
  engine: Engine,
  seed: number,
  faults: number,
): Promise<Outcome> {
  const room = await openLedgerRoom(engine);
  try {
    const simulation = new Simulation(room, await room.another(), seed);
    return await simulation.run(faults);
  } finally {
    await room.close();
  }
}

class Simulation {
  readonly #room: LedgerRoom;
  readonly #nodes: readonly Deps[];
  readonly #random: ReturnType<typeof seededRandom>;
  readonly #broken: string[] = [];
  readonly #recount: Recount;
  #overflowRung = false;
  #calls = 0;
  #faults = 0;

  constructor(room: LedgerRoom, other: Deps, seed: number) {
    this.#room = room;
    this.#nodes = [room.deps, other];
    this.#random = seededRandom(seed);
    this.#recount = new Recount(room.deps);
  }

  async run(faults: number): Promise<Outcome> {
    await this.#room.deps.store.commit(staffWrites);
    for (const person of people) await this.#do(desk.ready, caller(person), {});
    while (this.#faults < faults && this.#broken.length === 0) {
      await Promise.all(Array.from({ length: AT_ONCE }, () => this.#act()));
      await this.#hold();
      await this.#pass(this.#pick([0, 0, 0, Math.floor(this.#random.next() * 12_000)]));
      await this.#reckon();
    }
    await this.#drain();
    await this.#sums();
    if (!this.#overflowRung) this.#broken.push("overflow was never rung");
    return { faults: this.#faults, calls: this.#calls, broken: this.#broken };
  }

  #pick<T>(of: readonly T[]): T {
    return of[Math.floor(this.#random.next() * of.length)]!;
  }

  /** Somebody does something, whether it fits or not. */
  async #act(): Promise<void> {
    const who = caller(this.#pick(people));
    const boss = caller(this.#pick(supervisors));
    const callId = await this.#someCall();
    const often: readonly (() => Promise<unknown>)[] = [
      () => this.#ring(),
      () => this.#sweep(),
      () => this.#onMine(who, desk.answerCall),
      () => this.#asks(who, this.#pick(people).id),
      () => this.#do(keepPlace, carrier(), { callId, phone: this.#pick(PHONES) }),
      () => this.#onMine(who, desk.dialCaller),
      () => this.#ofLine(callId),
      () => this.#onMine(who, wrapUp),
    ];
    const acts: readonly (() => Promise<unknown>)[] = [
      ...often,
      ...often,
      () => this.#onMine(who, desk.declineCall),
      () => this.#do(desk.answerCall, who, { callId }),
      () => this.#onMine(who, desk.holdCall),
      () => this.#do(desk.resumeCall, who, { callId }),
      () => this.#do(desk.transferCall, who, { callId, skill: this.#pick(SKILLS) }),
      () => this.#onMine(who, desk.takeBack),
      () => this.#onMine(who, desk.completeTransfer),
      () => this.#onMine(who, desk.endTalk),
      () => this.#do(endCall, carrier(), { callId }),
      () => this.#do(withdrawRingBack, boss, { id: callId, reason: "no need" }),
      () => this.#do(desk.finishWrapUp, who, { callId }),
      () => this.#do(listenIn, boss, { id: callId }),
      () => this.#do(this.#pick([listenIn, whisperTo, bargeIn]), boss, { id: callId }),
      () => this.#do(leaveTalk, boss, { id: callId }),
      () => this.#do(desk.ready, who, {}),
      () => this.#do(desk.takePause, who, { reason: "break" as const }),
      () => this.#do(desk.leave, who, {}),
    ];
    await this.#pick(acts)();
  }

  /** Mostly one that is not over; what comes late is about one that is. */
  async #someCall(): Promise<string> {
    const open = await this.#notOver();
    if (open.length === 0 || this.#random.next() < 0.2) return `call-${Math.max(1, this.#calls)}`;
    return this.#pick(open).id;
  }

  #notOver() {
    const query = { index: "byState", where: { state: NOT_OVER }, limit: 1_000 };
    return this.#room.deps.store.find(queuedCalls, query);
  }

  async #ring(): Promise<void> {
    this.#calls += 1;
    const [skill, phone] = [this.#pick(SKILLS), this.#pick(PHONES)];
    const place = { skill, phone, branchIds: this.#pick(KNOWN_IN) };
    await this.#do(enqueue, carrier(), { callId: `call-${this.#calls}`, ...place });
  }

  /** Only one of the nodes looks, or both at once; sometimes the one that should has died. */
  async #sweep(): Promise<void> {
    const looking = this.#nodes.filter(() => this.#random.next() < 0.6);
    if (looking.length !== 1) this.#faults += 1;
    await Promise.all(looking.map((deps) => sweep(deps)));
  }

  /** What the carrier tells of a line by which somebody is rung back: mostly of the one that is. */
  async #ofLine(callId: string): Promise<void> {
    const by = carrier();
    const rung = await this.#room.deps.store.find(queuedCalls, DIALLING);
    const call = this.#random.next() < 0.7 && rung.length > 0 ? this.#pick(rung) : { id: callId };
    const { attempts = 1 } = ("ringBack" in call ? call.ringBack : undefined) ?? {};
    const attempt = this.#random.next() < 0.8 ? attempts : attempts + 1;
    const input = { callId: call.id, attempt, lineId: `${call.id} ${attempt}` };
    const told = [noteDialled, reach, reach, endLine, endLine, giveUpDialling];
    await this.#do<typeof input, CallWithAgent>(this.#pick(told), by, input);
  }

  async #asks(who: Caller, agentId: string): Promise<void> {
    const mine = await this.#room.deps.store.get(agents, who.actor.id);
    await this.#do(desk.consultColleague, who, { callId: mine?.callId ?? "call-0", agentId });
  }

  async #onMine<S>(
    who: Caller,
    command: Command<{ readonly callId: string }, S, unknown, string>,
  ): Promise<void> {
    const mine = await this.#room.deps.store.get(agents, who.actor.id);
    await this.#do(command, who, { callId: mine?.callId ?? "call-0" });
  }

  /** At one node, or at both at the same moment under one key. */
  async #do<I, S>(command: Command<I, S, unknown, string>, who: Caller, input: I): Promise<void> {
    const twice = this.#random.next() < 0.2;
    const nodes = twice ? this.#nodes : [this.#pick(this.#nodes)];
    const answers = await Promise.all(nodes.map((deps) => runCommand(deps, who, command, input)));
    const refused = answers.filter((answer) => !answer.ok);
    if (twice || refused.length > 0) this.#faults += 1;
    for (const { code } of refused) {
      if (!EXPECTED.has(code)) this.#broken.push(`${command.name} was refused with ${code}`);
    }
  }

  /** Time goes on between the rounds alone, so that whoever looks then sees all that it was. */
  async #pass(ms: number): Promise<void> {
    const ids = people.map(({ id }) => id);
    if (ms > 0) await this.#recount.pass(ms, ids);
    this.#room.clock.at += ms;
  }

  /** One of the nodes reckons, both at the same moment, or none; seldom all of it anew. */
  async #reckon(): Promise<void> {
    if (this.#random.next() < 0.005) await this.#do(rebuildStats, caller(), {});
    const reckoning = this.#nodes.filter(() => this.#random.next() < 0.1);
    await Promise.all(reckoning.map((deps) => reckonUp(deps)));
  }

  /** The statistics say what was counted apart from them, once everybody is off the phone. */
  async #sums(): Promise<void> {
    for (const person of people) await this.#do(desk.leave, caller(person), {});
    await Promise.all(this.#nodes.map((deps) => reckonUp(deps)));
    this.#broken.push(...(await this.#recount.differences()));
  }

  async #hold(): Promise<void> {
    const ids = people.map(({ id }) => id);
    const known = await this.#room.deps.store.getMany(agents, ids);
    const calls = await this.#notOver();
    this.#overflowRung ||= rungOverflow(known, calls);
    this.#broken.push(...brokenBindings(known, calls));
  }

  /** Everybody comes back to their desk: whoever still waits is answered. */
  async #drain(): Promise<void> {
    const { deps, clock } = this.#room;
    await this.#pass(30_000);
    await sweep(deps);
    await this.#hold();
    const late = (await this.#notOver()).filter(
      ({ reservedUntil, consult }) => (reservedUntil ?? consult?.until ?? Infinity) <= clock.at,
    );
    if (late.length > 0) this.#broken.push(`${late[0]!.id} rings where nobody answers`);
    for (let round = 0; round < this.#calls + NIGHT_ROUNDS; round += 1) {
      // Who was not there is left in peace, and nobody is rung in the night.
      const due = (await this.#notOver()).some((call) => isDue(call, instantOf(clock.at)));
      await this.#pass(due ? 30_000 : 600_000);
      for (const person of people) {
        await this.#onMine(caller(person), desk.answerCall);
        await this.#onMine(caller(person), desk.dialCaller);
        await this.#reachOwn(person);
        await this.#onMine(caller(person), desk.endTalk);
        await this.#onMine(caller(person), wrapUp);
        await this.#leaveAll(person);
        await this.#do(desk.ready, caller(person), {});
      }
      await sweep(deps);
      if ((await this.#notOver()).length === 0) return this.#count();
    }
    this.#broken.push("somebody waits and is never answered");
  }

  /** Whoever is rung back answers at once. */
  async #reachOwn({ id }: StaffActor): Promise<void> {
    const rung = await this.#room.deps.store.find(queuedCalls, DIALLING);
    const mine = rung.find(({ agentId }) => agentId === id);
    const { attempts: attempt = 0 } = mine?.ringBack ?? {};
    if (mine === undefined) return;
    const input = { callId: mine.id, attempt, lineId: `${mine.id} ${attempt}` };
    await this.#do(reach, carrier(), input);
  }

  /** Each under a key of its own: they are not one request. */
  async #leaveAll(who: StaffActor): Promise<void> {
    if (!supervisors.includes(who)) return;
    for (const { id } of await this.#notOver()) await this.#do(leaveTalk, caller(who), { id });
  }

  /** Nothing lost, nothing twice. */
  async #count(): Promise<void> {
    const where = { state: "ended" };
    const over = await this.#room.deps.store.count(queuedCalls, { index: "byState", where });
    if (over !== this.#calls) this.#broken.push(`${over} of ${this.#calls} calls`);
  }
}
