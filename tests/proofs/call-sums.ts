import {
  agents,
  queuedCalls,
  type Agent,
  type QueuedCall,
  TALKED_IN,
} from "@warmline/shared/acd/model.ts";
import { audit } from "@warmline/shared/audit/model.ts";
import { callSums } from "@warmline/shared/callstats/model.ts";
import type { SumName } from "@warmline/shared/callstats/sums.ts";
import { progressOf } from "@warmline/server/domains/callstats/reckon.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { findAll } from "@warmline/server/platform/stores/find-pages.ts";

const HALF_HOUR_MS = 1_800_000;
/** Of a call that was handed on nobody knows later in which queue it was first. */
const OF_ALL_QUEUES: ReadonlySet<string> = new Set<SumName>([
  "offered",
  "answered",
  "abandoned",
  "unserved",
  "unreached",
  "withdrawn",
  "rungBack",
  "inTime",
  "shortAbandoned",
  "waitMs",
  "waitMaxMs",
  "wrapUpMs",
]);

const byCommand = (command: string) => ({ index: "byCommand", where: { command } });

/**
 * Counts for itself what the statistics should say: how long everybody did what, by looking
 * whenever time passes, and how calls fared by the calls themselves and by the trail. It knows
 * nothing of periods.
 */
export class Recount {
  readonly #deps: Deps;
  /** `whose/half-hour since 1970/what` */
  readonly #counted = new Map<string, number>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Before `ms` pass, in which nothing happens. */
  async pass(ms: number, people: readonly string[]): Promise<void> {
    const now = this.#deps.clock.now();
    const known = await this.#deps.store.getMany(agents, people);
    const calls = await findAll(this.#deps, queuedCalls, {
      index: "byState",
      where: { state: TALKED_IN },
    });
    const byId = new Map(calls.map((call) => [call.id, call]));
    for (let from: number = now; from < now + ms;) {
      const half = Math.floor(from / HALF_HOUR_MS);
      const to = Math.min((half + 1) * HALF_HOUR_MS, now + ms);
      for (const agent of known) this.#did(agent, byId, half, to - from);
      for (const call of calls) {
        const what = call.state === "held" ? "holdMs" : "talkMs";
        this.#add(`queue/${call.skill}`, half, what, to - from);
      }
      from = to;
    }
  }

  #did(agent: Agent, calls: ReadonlyMap<string, QueuedCall>, half: number, ms: number): void {
    const whose = `agent/${agent.id}`;
    const call = calls.get(agent.callId ?? "");
    // Who is asked by whoever holds the caller talks.
    const held = call?.state === "held" && call.agentId === agent.id;
    const names: Readonly<Record<Agent["state"], SumName | null>> = {
      offline: null,
      ready: "readyMs",
      reserved: "reservedMs",
      talking: held ? "holdMs" : "talkMs",
      "wrap-up": "wrapUpMs",
      paused: `paused-${agent.pauseReason ?? "break"}`,
    };
    const name = names[agent.state];
    if (name !== null) this.#add(whose, half, name, ms);
    if (name === "wrapUpMs") this.#add("calls", half, name, ms);
  }

  #add(whose: string, half: number, what: SumName, by: number): void {
    const key = `${whose}/${half}/${what}`;
    const before = this.#counted.get(key) ?? 0;
    this.#counted.set(key, what === "waitMaxMs" ? Math.max(before, by) : before + by);
  }

  /** Once every call is over and everybody has signed off: each difference, in words. */
  async differences(): Promise<string[]> {
    const over = { index: "byState", where: { state: "ended" } };
    for (const call of await findAll(this.#deps, queuedCalls, over)) this.#fared(call);
    await this.#trail("acd.answer", "taken");
    await this.#trail("acd.reach", "taken");
    await this.#trail("acd.ring-out", "missed");
    const summed = await this.#summed();
    const keys = new Set([...this.#counted.keys(), ...summed.keys()]);
    return [...keys].flatMap((key) => {
      const [counted, said] = [this.#counted.get(key) ?? 0, summed.get(key) ?? 0];
      return counted === said ? [] : `${key}: ${said} in the sums, ${counted} counted`;
    });
  }

  #fared(call: QueuedCall): void {
    const { enteredAt, answeredAt, endedAt = enteredAt, end = "abandoned", ringBack } = call;
    // How they fared says the call with which they came back.
    if (end === "returned") return;
    const half = Math.floor(enteredAt / HALF_HOUR_MS);
    const waited = (ringBack?.askedAt ?? answeredAt ?? endedAt) - enteredAt;
    if (end === "answered" && ringBack !== undefined) this.#add("calls", half, "rungBack", 1);
    this.#add("calls", half, "offered", 1);
    this.#add("calls", half, end, 1);
    this.#add("calls", half, "waitMaxMs", waited);
    if (answeredAt !== undefined) this.#add("calls", half, "waitMs", waited);
    const inTime = answeredAt !== undefined && ringBack === undefined && waited <= 15_000;
    if (inTime) this.#add("calls", half, "inTime", 1);
    if (end === "abandoned" && waited < 5_000) this.#add("calls", half, "shortAbandoned", 1);
  }

  /** How often each agent did so, by the audit trail. */
  async #trail(command: string, what: SumName): Promise<void> {
    for (const record of await findAll(this.#deps, audit, byCommand(command))) {
      const agent = record.subjects.find((subject) => subject.startsWith("agents/"));
      if (agent === undefined) continue;
      const whose = `agent/${agent.slice("agents/".length)}`;
      this.#add(whose, Math.floor(record.at / HALF_HOUR_MS), what, 1);
    }
  }

  async #summed(): Promise<Map<string, number>> {
    const { reckoning } = await progressOf(this.#deps);
    const found = new Map<string, number>();
    for (const kind of ["queue", "agent"] as const) {
      const where = { kind, span: "half-hour" };
      for (const one of await findAll(this.#deps, callSums, { index: "byDay", where })) {
        if (one.reckoning !== reckoning) continue;
        const midnight = Date.parse(`${one.day}T00:00:00+08:00`) / HALF_HOUR_MS;
        for (const [what, value] of Object.entries(one.sums)) {
          const merged = kind === "queue" && OF_ALL_QUEUES.has(what);
          const whose = merged ? "calls" : `${kind}/${one.key}`;
          const key = `${whose}/${midnight + (one.place ?? 0)}/${what}`;
          const before = found.get(key) ?? 0;
          found.set(key, what === "waitMaxMs" ? Math.max(before, value) : before + value);
        }
      }
    }
    return found;
  }
}
