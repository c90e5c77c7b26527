import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ChatPlatform } from "@warmline/demo/wechat/contract/platform.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";

/** Servers over one store, told by turns by one platform. */
export interface ChatNodes {
  /** One that is there. */
  one(): TestServer;
  /** `one` of them, while the others serve; `all`: for a while nobody is there. */
  restart(which: "one" | "all"): Promise<void>;
  close(): Promise<void>;
}

/** The platform stays open when they close. */
export async function openNodes(
  settings: Record<string, string>,
  platform: ChatPlatform,
  count: number,
): Promise<ChatNodes> {
  const folder = await mkdtemp(join(tmpdir(), "warmline-nodes-"));
  const start = () => startTestServer({ ...settings, ...platform.settings, DATA_DIR: folder });
  const there: TestServer[] = [];
  const startAll = async () => {
    while (there.length < count) there.push(await start());
  };
  let told = 0;
  const reach = () =>
    platform.at({
      ...there[0]!,
      // After the last has gone nobody is reached by it.
      get url() {
        return there[(told += 1) % there.length]?.url ?? "http://127.0.0.1:9";
      },
    });
  const closeAll = async () => {
    await platform.at(null);
    await Promise.all(there.splice(0).map((node) => node.close()));
  };
  await startAll();
  await reach();
  return {
    one: () => there[0]!,
    async restart(which) {
      if (which === "all") await closeAll();
      else await there.shift()?.close();
      await startAll();
      await reach();
    },
    async close() {
      await closeAll();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
