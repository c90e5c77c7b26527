import type { StaffActor } from "@warmline/shared/access/actor.ts";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Caller } from "@warmline/server/platform/commands/caller.ts";
import type { Command } from "@warmline/server/platform/commands/command.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { nameOf, POSTS, staffId } from "../people.ts";

/** Ids of what the last days brought begin with it: so they are told from those of the seasons. */
export const LATELY = "lately";

/** Who does something when, in the city's own past. */
export interface Doing {
  /** The log-in. */
  readonly who: string;
  readonly at: Instant;
}

/** Does one thing after the other as its people would; each once, however often it is begun. */
export interface Acting {
  act<I, S, V, C extends string>(doing: Doing, command: Command<I, S, V, C>, input: I): Promise<V>;
  /** For what is no command: with clock and ids of its own. */
  as(doing: Doing): { readonly deps: Deps; readonly caller: Caller };
}

export function actingIn(deps: Deps, seed: number): Acting {
  let acts = 0;

  function as({ who, at }: Doing) {
    acts += 1;
    const key = `${LATELY}-${String(acts).padStart(3, "0")}`;
    let ids = 0;
    const next = () => {
      ids += 1;
      return `${key}-${ids}`;
    };
    const actor = actorOf(seed, who);
    const caller: Caller = { actor, origin: "demo", language: "zh", key };
    return { deps: { ...deps, clock: { now: () => at }, ids: { next } }, caller };
  }

  return {
    as,
    async act(doing, command, input) {
      const { deps: own, caller } = as(doing);
      const done = await runCommand(own, caller, command, input);
      assert(done.ok, `${command.name} is done lately${done.ok ? "" : `: ${done.code}`}`);
      return done.value;
    },
  };
}

function actorOf(seed: number, login: string): StaffActor {
  const post = POSTS.find((one) => one.login === login);
  assert(post, `${login} works in the demo city`);
  const { role, scope } = post;
  return { kind: "staff", id: staffId(login), name: nameOf(seed, login), roles: [role], scope };
}
