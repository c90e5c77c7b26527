import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cases } from "@warmline/shared/cases/model.ts";
import { holding } from "@warmline/shared/knowledge/fixture.ts";
import { knowledgeItems } from "@warmline/shared/knowledge/model.ts";
import { households } from "@warmline/shared/households/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import * as it from "../cases/fixture.ts";
import { fileCase } from "../cases/index.ts";
import { AT_ONCE, dropIndices, searchingOnBoth, SOON } from "./testing.ts";

const { rev: _, ...article } = { ...holding, id: "article-1" };

searchingOnBoth((on) => {
  const { found, groups, as } = on;

  test("what was there before the index was, and what is filed while it is used", async () => {
    await expect.poll(() => found("100000001"), SOON).toEqual(["household home-east"]);
    const report = it.reportWith({ householdId: it.eastHome.id, description: "厨房漏水" });
    const { id } = await it.must(runCommand(on.deps, it.agent, fileCase, report));
    await expect.poll(() => found("漏水"), SOON).toEqual([`case ${id}`]);
    const [first] = await groups("wangxiuying");
    expect(first).toMatchObject({ kind: "household", level: "typed" });
    expect(first?.rows[0]?.fields[0]).toEqual({ name: "holder", text: "王秀英", marks: [[0, 3]] });
  });

  test("open cases by who reported them, within the branch of whoever asks", async () => {
    const report = it.reportWith({ householdId: it.eastHome.id, description: "厨房漏水" });
    const { id } = await it.must(runCommand(on.deps, it.agent, fileCase, report));
    const agent = await as(["agent"]);
    const search = async (q: string, cookie: string) =>
      (await on.server.request("/api/cases/search", { cookie, body: { q } })).body;
    for (const typed of ["wangxiuying", "漏水", "wxy 漏水"]) {
      await expect.poll(() => search(typed, agent), SOON).toEqual({ ids: [id], more: false });
    }
    const west = await as(["dispatcher"], it.inWest);
    expect(await search("漏水", west)).toEqual({ ids: [], more: false });
  });

  test("each only what they may read, asked of the index itself", async () => {
    const inWest = await as(["dispatcher"], it.inWest);
    const inHall = await as(["cashier"], { kind: "hall", hallId: "h1" });
    const finance = await as(["finance"]);
    const administrator = await as(["administrator"]);
    const report = it.reportWith({ householdId: it.eastHome.id, description: "王秀英家漏水" });
    const { id } = await it.must(runCommand(on.deps, it.agent, fileCase, report));
    const all = ["household home-east", "household home-west", `case ${id}`];
    await expect.poll(() => found("王秀英"), SOON).toEqual(all);
    expect(await found("王秀英", inHall)).toEqual(all);
    expect(await found("王秀英", inWest)).toEqual(["household home-west"]);
    expect(await found("王秀英", finance)).toEqual(all.slice(0, 2));
    expect(await found("王秀英", administrator)).toEqual([]);
  });

  test("what is moved to another branch is gone from the one and found in the other", async () => {
    const inWest = await as(["dispatcher"], it.inWest);
    await expect.poll(() => found("王秀英", inWest), SOON).toEqual(["household home-west"]);
    const { store } = on.deps;
    const home = (await store.get(households, "home-west"))!;
    const place = { ...home.place, branchId: it.EAST };
    await store.commit([replace(households, home, { ...home, place })]);
    await expect.poll(() => found("王秀英", inWest), AT_ONCE).toEqual([]);
  });

  test("knowledge by title and by what it says, until it is retired", async () => {
    const { store } = on.deps;
    await store.commit([insert(knowledgeItems, article)]);
    await expect.poll(() => found("shangrexialiang"), SOON).toEqual(["knowledge article-1"]);
    expect(await found("再看过滤器")).toEqual(["knowledge article-1"]);
    const auditor = await as(["auditor"]);
    expect(await found("shangrexialiang", auditor)).toEqual([]);
    const standing = (await store.get(knowledgeItems, article.id))!;
    await store.commit([replace(knowledgeItems, standing, { ...standing, state: "retired" })]);
    await expect.poll(() => found("shangrexialiang"), AT_ONCE).toEqual([]);
  });

  test("an index that is lost is built again by itself", async () => {
    await expect.poll(() => found("100000001"), SOON).toHaveLength(1);
    if (on.deps.config.PROFILE === "cluster") {
      await dropIndices(on.deps.config.MONGO_DATABASE);
    } else {
      const folder = join(on.deps.config.DATA_DIR, "search");
      for (const name of readdirSync(folder)) rmSync(join(folder, name));
    }
    const cookie = await as(["agent"]);
    const { body } = await on.server.request("/api/search", { cookie, body: { q: "王" } });
    expect(body.code).toBe("search-unavailable");
    await expect.poll(() => found("100000001"), SOON).toHaveLength(1);
    expect(await on.deps.store.size(cases)).toBe(0);
  });
});
