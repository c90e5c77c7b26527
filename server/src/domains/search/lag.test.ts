import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startTestServer } from "../../testing.ts";
import { SOON } from "./testing.ts";

test(
  "an index that cannot be built is an alarm, until it is there",
  { timeout: 60_000 },
  async () => {
    const server = await startTestServer();
    onTestFinished(() => server.close());
    const { cookie } = await server.signIn(["administrator"]);
    const state = async () => (await server.request("/api/search/state", { cookie })).body;
    const position = async () => (await server.deps.search.anchor())?.position ?? null;
    await expect.poll(position, SOON).not.toBeNull();
    await expect.poll(state, SOON).toMatchObject({ alarm: false });

    const folder = join(server.deps.config.DATA_DIR, "search");
    rmSync(folder, { recursive: true });
    writeFileSync(folder, "in the way");
    const followed = () => server.deps.store.followers().some(({ name }) => name === "search");
    await expect.poll(followed, SOON).toBe(false);
    expect(await state()).toMatchObject({ alarm: false });
    server.deps.advance(120_000);
    const behind = await state();
    expect(behind.alarm).toBe(true);
    expect(behind.behindMs).toBeGreaterThan(100_000);

    rmSync(folder);
    mkdirSync(folder);
    await expect.poll(state, SOON).toMatchObject({ alarm: false });
  },
);
