import { demoCities } from "@warmline/shared/demo/model.ts";
import { StoreUnusable } from "@warmline/shared/store/port.ts";
import type { Deps } from "./platform/deps.ts";

/**
 * A store made as a demo has people in it whose log-ins and password anybody can read: it is served
 * as a demo or not at all. Throws `StoreUnusable`.
 */
export async function refuseDemoStore({ config, store }: Pick<Deps, "config" | "store">) {
  if (config.DEMO) return;
  const [city] = await store.getMany(demoCities, ["city"]);
  if (city === undefined) return;
  throw new StoreUnusable(
    "this store was made as a demo city, and its password is public: start with DEMO=true, or " +
      "with another DATA_DIR or MONGO_DATABASE",
  );
}
