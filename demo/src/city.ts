import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Device } from "@warmline/shared/devices/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import type { DemoLogin } from "@warmline/shared/demo/api.ts";
import { command } from "@warmline/server/platform/commands/command.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { deviceToken } from "./halls.ts";
import { CITY_ID, demoCityOf } from "./marker.ts";
import { demoCities, type DemoCity } from "@warmline/shared/demo/model.ts";
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
 * Whether simulated residents are on is part of the city, so that every node of it agrees. Refusal:
 * `no-demo-city`.
 */
export const switchSimulator = command({
  name: "demo.switch-simulator",
  scope: "city",
  async load(reads, _: { readonly on: boolean }): Promise<Result<DemoCity, "no-demo-city">> {
    const city = await reads.get(demoCities, CITY_ID);
    return city === null ? refuse("no-demo-city") : ok(city);
  },
  decide(city, { on }) {
    const switched = { ...city, simulator: on };
    return ok({
      value: { demo: true, simulator: on },
      writes: city.simulator === on ? [] : [replace(demoCities, city, switched)],
      subjects: ["demo/city"],
    });
  },
});

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
