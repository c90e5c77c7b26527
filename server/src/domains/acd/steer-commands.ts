import { unrung } from "@warmline/shared/acd/consult.ts";
import { agents, TONGUES, type Skills, type Tongue } from "@warmline/shared/acd/model.ts";
import { makeReady, pause, released, signOff, type Step } from "@warmline/shared/acd/rules.ts";
import { mapOk, ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { command } from "../../platform/commands/command.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { callOf, decisionOf, type AtDesk } from "./desk-command.ts";
import { elsewhere, type Elsewhere } from "./elsewhere.ts";

interface OneAgent {
  readonly id: string;
}

interface Skilled extends OneAgent {
  readonly skills: Skills;
  readonly tongues?: readonly Tongue[] | undefined;
  readonly chatCapacity?: number | undefined;
}

/** 设定技能, 语言, 会话上限. Refusal: `agent-unknown`. */
export const setSkills = command({
  name: "acd.set-skills",
  scope: "city",
  load: readDesk<Skilled>,
  decide(at, input, { at: now }) {
    const { skills, tongues = at.agent.tongues, chatCapacity } = input;
    const spoken =
      tongues === undefined ? {} : { tongues: TONGUES.filter((one) => tongues.includes(one)) };
    const chats = chatCapacity === undefined ? {} : { chatCapacity };
    return ok(decisionOf(at, { agent: { ...at.agent, skills, ...spoken, ...chats } }, now));
  },
});

interface Forced extends OneAgent {
  readonly state: "ready" | "paused" | "offline";
  readonly reason: string;
}

/**
 * 强制状态: as the agent could themselves, on record with a reason. Refusals, in this order:
 * `agent-unknown`, those of `elsewhere`, `signed-off`, `call-in-hand`, `chats-in-hand`.
 */
export const forceState = command({
  name: "acd.force-state",
  scope: "city",
  async load(reads, input: Forced, moment): Promise<Result<AtDesk, "agent-unknown" | Elsewhere>> {
    const desk = await readDesk(reads, input);
    if (!desk.ok || input.state !== "ready") return desk;
    return (await elsewhere(reads, input.id, moment)) ?? desk;
  },
  decide(at, { state, reason }, { at: now }) {
    const step = forced(at, state, now);
    return step.ok ? ok(decisionOf(at, step.value, now, reason)) : step;
  },
});

function forced({ agent: found, call }: AtDesk, state: Forced["state"], now: Instant) {
  const agent = released(found, now);
  const steps = {
    ready: (): Result<Step, never> =>
      ok({ ...(agent === found ? {} : { agent }), ...makeReady(agent, now) }),
    paused: () => pause(agent, call, "break", now),
    offline: () => signOff(agent, call, now),
  };
  return mapOk(steps[state](), (step) => unrung(step, call, agent));
}

async function readDesk<I extends OneAgent>(
  reads: Reads,
  { id }: I,
): Promise<Result<AtDesk, "agent-unknown">> {
  const agent = await reads.get(agents, id);
  if (agent === null) return refuse("agent-unknown");
  return ok({ agent, call: await callOf(reads, agent.callId) });
}
