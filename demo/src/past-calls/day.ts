import type { Agent, QueuedCall } from "@warmline/shared/acd/model.ts";
import {
  answer,
  end,
  hold,
  makeReady,
  pause,
  signOff,
  wrappedUp,
  type Step,
} from "@warmline/shared/acd/rules.ts";
import type { Result } from "@warmline/shared/kernel/result.ts";
import { later, startOfDay, type CityDate, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Draw } from "../draw.ts";
import { staffId } from "../people.ts";
import { Agenda } from "./agenda.ts";
import type { Arrival } from "./demand.ts";
import type { Desks } from "./desks.ts";
import type { Shift } from "./shifts.ts";

const HOUR_MS = 3_600_000;
const BREAK_MS = HOUR_MS / 2;
/** Whoever is in a call when their shift ends looks again so much later. */
const AGAIN_MS = 20_000;
/** Callers who wait lose patience: the mean of it. */
const PATIENCE_MS = 170_000;

export interface PastDay {
  readonly desks: Desks;
  readonly day: CityDate;
  readonly arrivals: readonly Arrival[];
  readonly shifts: readonly Shift[];
  readonly draw: Draw;
}

/** A day of the hotline, from its first minute until the last call and shift are over. */
export function liveDay(of: PastDay): void {
  const agenda = new Agenda();
  const telling = new Telling(of, agenda);
  for (const shift of of.shifts) telling.shift(shift);
  for (const [index, arrival] of of.arrivals.entries()) telling.arrival(arrival, index);
  agenda.run();
}

class Telling {
  readonly #of: PastDay;
  readonly #agenda: Agenda;

  constructor(of: PastDay, agenda: Agenda) {
    this.#of = of;
    this.#agenda = agenda;
  }

  shift({ login, from, to, rest }: Shift): void {
    const midnight = startOfDay(this.#of.day);
    const hour = (hours: number) => later(midnight, hours * HOUR_MS);
    const lateMs = this.#of.draw.between(0, 90_000);
    this.#agenda.plan(later(hour(from), lateMs), (at) => this.#ready(login, at));
    this.#agenda.plan(hour(rest), (at) =>
      this.#step(login, pause(...this.#desk(login), "break", at), at),
    );
    this.#agenda.plan(later(hour(rest), BREAK_MS), (at) => this.#ready(login, at));
    this.#agenda.plan(later(hour(to), -1), (at) => this.#leave(login, at));
  }

  arrival({ at: enteredAt, skill }: Arrival, index: number): void {
    const { desks, day, draw } = this.#of;
    const id = `past-${day}-${index}`;
    const patience = 3_000 - PATIENCE_MS * Math.log(1 - draw.next());
    this.#agenda.plan(enteredAt, (at) => {
      desks.calls.set(id, {
        id,
        rev: 1,
        skill,
        state: "waiting",
        enteredAt,
        since: at,
        passed: [],
      });
      this.#distribute(at);
    });
    this.#agenda.plan(later(enteredAt, Math.round(patience)), (at) => {
      const call = desks.calls.get(id)!;
      if (call.answeredAt !== undefined || call.state === "ended") return;
      const agent = this.#agentOf(call);
      desks.take(agent, call, end(call, agent, at), at);
      this.#distribute(at);
    });
  }

  #distribute(at: Instant): void {
    const { desks, draw } = this.#of;
    for (const { callId, agentId } of desks.distribute(at)) {
      this.#agenda.plan(later(at, draw.between(1_500, 7_000)), (when) => {
        const call = desks.calls.get(callId)!;
        const agent = desks.agents.get(agentId)!;
        const answered = answer(call, agent, when);
        // The caller lost patience while it rang.
        if (!answered.ok) return;
        desks.take(agent, call, answered.value, when);
        this.#talk(callId, agentId, when);
      });
    }
  }

  #talk(callId: string, agentId: string, from: Instant): void {
    const { desks, draw } = this.#of;
    const repairs = desks.calls.get(callId)!.skill === "repairs";
    const talkMs = Math.round(45_000 - (repairs ? 115_000 : 85_000) * Math.log(1 - draw.next()));
    const wrapUpMs = draw.between(15_000, repairs ? 75_000 : 45_000);
    if (draw.chance(0.18)) {
      const heldAt = later(from, Math.round(talkMs * 0.4));
      this.#agenda.plan(heldAt, (at) => this.#hold(callId, agentId, true, at));
      const backAt = later(from, Math.round(talkMs * 0.6));
      this.#agenda.plan(backAt, (at) => this.#hold(callId, agentId, false, at));
    }
    this.#agenda.plan(later(from, talkMs), (at) => {
      const [call, agent] = [desks.calls.get(callId)!, desks.agents.get(agentId)!];
      desks.take(agent, call, end(call, agent, at), at);
    });
    this.#agenda.plan(later(from, talkMs + wrapUpMs), (at) => {
      const [call, agent] = [desks.calls.get(callId)!, desks.agents.get(agentId)!];
      const about = repairs ? "fault" : "fee-question";
      const done = wrappedUp(agent, call, { about }, at);
      if (done.ok) desks.take(agent, call, done.value, at);
      this.#distribute(at);
    });
  }

  #hold(callId: string, agentId: string, held: boolean, at: Instant): void {
    const { desks } = this.#of;
    const [call, agent] = [desks.calls.get(callId)!, desks.agents.get(agentId)!];
    const step = hold(call, agent, held);
    if (step.ok) desks.take(agent, call, step.value, at);
  }

  #ready(login: string, at: Instant): void {
    const [agent, call] = this.#desk(login);
    this.#of.desks.take(agent, call, makeReady(agent, at), at);
    this.#distribute(at);
  }

  #leave(login: string, at: Instant): void {
    const [agent, call] = this.#desk(login);
    const left = signOff(agent, call, at);
    if (left.ok) this.#of.desks.take(agent, call, left.value, at);
    else this.#agenda.plan(later(at, AGAIN_MS), (when) => this.#leave(login, when));
  }

  #step(login: string, step: Result<Step>, at: Instant): void {
    const [agent, call] = this.#desk(login);
    if (step.ok) this.#of.desks.take(agent, call, step.value, at);
    this.#distribute(at);
  }

  #desk(login: string): [Agent, QueuedCall | null] {
    const { agents, calls } = this.#of.desks;
    const agent = agents.get(staffId(login))!;
    return [agent, calls.get(agent.callId ?? "") ?? null];
  }

  #agentOf({ agentId }: QueuedCall): Agent | null {
    return this.#of.desks.agents.get(agentId ?? "") ?? null;
  }
}
