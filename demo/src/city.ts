import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { cityWide } from "@warmline/shared/access/scope.ts";
import type { Device } from "@warmline/shared/devices/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { DemoLogin } from "@warmline/shared/demo/api.ts";
import { commitAudited } from "@warmline/server/platform/audit/commit-audited.ts";
import type { Caller } from "@warmline/server/platform/commands/caller.ts";
import { attempt, lost } from "@warmline/server/platform/commands/old-attempt.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { deviceToken } from "./halls.ts";
import { demoCityOf } from "./marker.ts";
import { demoCities } from "@warmline/shared/demo/model.ts";
import { DEMO_PASSWORD, POSTS, type Post } from "./people.ts";
import { BRANCHES, HALLS, type Hall } from "./places.ts";

/** What the screens say about the demo, and whom they offer to sign in as. */
export async function readDemo({ store }: Pick<Deps, "store">) {
  const city = await demoCityOf(store);
  if (city === null) return { demo: false, simulator: false, logins: [], halls: [] };
  return {
    demo: true,
    simulator: city.simulator,
    logins: POSTS.filter(({ simulated }) => !simulated).map(loginOf),
    halls: HALLS.map(({ id, name, nameEn }) => ({ id, zh: name, en: nameEn })),
  };
}

function loginOf({ login, role, scope }: Post): DemoLogin {
  const place = [...BRANCHES, ...HALLS].find(
    ({ id }) =>
      (scope.kind === "branch" && id === scope.branchId) ||
      (scope.kind === "hall" && id === scope.hallId),
  );
  const named = place && { zh: place.name, en: place.nameEn };
  return { login, password: DEMO_PASSWORD, role, ...(named && { place: named }) };
}

/**
 * Whether simulated residents stir is part of the city, so that every node of it agrees. Refusals,
 * in this order: `out-of-scope`, `no-demo-city`.
 */
export function switchSimulator(
  deps: Deps,
  caller: Caller,
  on: boolean,
): Promise<Result<Switched, "out-of-scope" | "no-demo-city" | "changed-meanwhile">> {
  if (!cityWide(caller.actor)) return Promise.resolve(refuse("out-of-scope"));
  return attempt<Result<Switched, "no-demo-city">>(async () => {
    const city = await demoCityOf(deps.store);
    if (city === null) return refuse("no-demo-city");
    if (city.simulator === on) return ok({ demo: true, simulator: on });
    const act = { command: "demo.switch-simulator", subjects: ["demo/city"] };
    const next = { ...city, simulator: on };
    const committed = await commitAudited(deps, caller, act, [replace(demoCities, city, next)]);
    return committed.ok ? ok({ demo: true, simulator: on }) : lost;
  });
}

interface Switched {
  readonly demo: boolean;
  readonly simulator: boolean;
}

/** The token of a hall's demo device. Refuses `no-demo-city`, then `demo-hall-unknown`. */
export async function demoDevice(
  { store }: Pick<Deps, "store">,
  kind: Device["kind"],
  named: string,
): Promise<Result<{ hall: Hall; token: string }, "no-demo-city" | "demo-hall-unknown">> {
  const city = await demoCityOf(store);
  if (city?.state !== "ready") return refuse("no-demo-city");
  const hall = HALLS.find(({ id, slug }) => id === named || slug === named);
  if (hall === undefined) return refuse("demo-hall-unknown");
  return ok({ hall, token: deviceToken(city.secret, hall, kind) });
}
