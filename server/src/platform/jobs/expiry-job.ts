import type { SystemActor } from "@warmline/shared/access/actor.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import type { Command } from "../commands/command.ts";
import { runCommand } from "../commands/run-command.ts";
import { findAll } from "../stores/find-pages.ts";
import { job, type JobDeclaration } from "./job.ts";

/** Documents that expire: which are late, oldest first, and what is then done with each. */
interface Expiry {
  readonly of: Collection;
  /** Of an index whose next field is when; left out: `byExpiry`, of those that have not expired. */
  readonly late?: { readonly index: string; readonly where: Readonly<Record<string, string>> };
  /** Finds by itself whether it is due. */
  readonly by: Command<{ readonly id: string }, never, unknown, never>;
}

interface Declared extends Pick<JobDeclaration<null>, "name" | "deadlineMs"> {
  readonly actor: Pick<SystemActor, "id" | "name">;
  /** Left out: each ten minutes. */
  readonly repeat?: JobDeclaration<null>["repeat"];
  readonly expiries: readonly Expiry[];
}

/** One collection with its command, whatever that reads. */
export function expiry<D extends Stored, S, V>(
  of: Collection<D>,
  by: Command<{ readonly id: string }, S, V, never>,
  late?: Expiry["late"],
): Expiry {
  const erased = { of: of as Collection, by: by as unknown as Expiry["by"] };
  return late === undefined ? erased : { ...erased, late };
}

const BY_EXPIRY = { index: "byExpiry", where: { expired: false } } as const;

/** 到期清除. Begun twice it does no harm: each is a commit that finds it due. */
export function expiryJob({ name, actor: { id, name: called }, expiries, ...how }: Declared) {
  const actor = { kind: "system", id, name: called } as const;
  return job({
    name,
    repeat: { everyMs: 600_000 },
    backoffMs: 60_000,
    ...how,
    async run(deps, _, { signal, fence }) {
      const to = deps.clock.now();
      const caller = { actor, origin: "system", language: "zh", signal } as const;
      for (const { of, by, late = BY_EXPIRY } of expiries) {
        for (const one of await findAll(deps, of, { ...late, to })) {
          await runCommand(deps, { ...caller, fence: await fence() }, by, { id: one.id });
        }
      }
    },
  });
}
