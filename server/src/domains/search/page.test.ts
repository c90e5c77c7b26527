import { expect, test } from "vitest";
import type { SearchPage } from "@warmline/shared/search/api.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { households } from "@warmline/shared/households/model.ts";
import { replace } from "@warmline/shared/store/write.ts";
import * as it from "../cases/fixture.ts";
import { fileCase } from "../cases/index.ts";
import { searchingOnBoth, SOON } from "./testing.ts";

// All of a kind, counted, narrowed and page by page; what is pinned.

searchingOnBoth((on) => {
  const { found, as } = on;

  async function paged(body: object, cookie: string): Promise<SearchPage & { code?: string }> {
    return (await on.server.request("/api/search/page", { cookie, body })).body;
  }

  test("every one comes once, counted and narrowed, within what one may read", async () => {
    for (let n = 0; n < 7; n += 1) {
      const place = { placeText: `长安路${n + 1}号` };
      const category = n < 3 ? "leak" : "other";
      const report = it.reportWith({ ...place, category, description: "管井异响" } as never);
      await it.must(runCommand(on.deps, it.agent, fileCase, report));
    }
    const agent = await as(["agent"]);
    await expect.poll(() => found("管井异响"), SOON).toHaveLength(5);
    const ids: string[] = [];
    let after: string | undefined;
    do {
      const asked = { kind: "case", q: "管井异响", only: {}, limit: 3, ...(after && { after }) };
      const page = await paged(asked, agent);
      expect(page).toMatchObject({ level: "typed", count: 7, countedAll: true });
      ids.push(...page.rows.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect(ids).toHaveLength(7);
    expect(new Set(ids).size).toBe(7);
    const leaks = await paged({ kind: "case", q: "管井", only: { category: "leak" } }, agent);
    expect(leaks.rows).toHaveLength(3);
    expect(leaks.facets[1]).toEqual({ facet: "category", values: [{ value: "leak", count: 3 }] });
    const inWest = await as(["dispatcher"], it.inWest);
    const none = await paged({ kind: "case", q: "管井", only: { branch: it.EAST } }, inWest);
    expect(none).toMatchObject({ rows: [], count: 0, next: null });
    expect(await paged({ kind: "case", q: "管井", only: {} }, await as(["finance"]))).toMatchObject(
      {
        code: "forbidden",
      },
    );
    expect(await paged({ kind: "case", q: "管井", only: {}, after: "x" }, agent)).toMatchObject({
      code: "bad-input",
    });
  });

  test("what is pinned is told as it says now, to oneself, while one may see it", async () => {
    const agent = await as(["agent"]);
    const inWest = await as(["dispatcher"], it.inWest);
    const pin = (id: string, cookie: string, verb = "pin") =>
      on.server.request(`/api/search/pins/${verb}`, { cookie, body: { kind: "household", id } });
    const pins = async (cookie: string) =>
      (await on.server.request("/api/search/pins", { cookie })).body.pins;
    await pin(it.eastHome.id, agent);
    await pin(it.westHome.id, agent);
    await pin(it.eastHome.id, inWest);
    const [first, second] = await pins(agent);
    expect(first).toMatchObject({ kind: "household", id: it.westHome.id });
    expect(first.row.fields[0]).toEqual({ name: "holder", text: "王秀英", marks: [] });
    expect(second.id).toBe(it.eastHome.id);
    expect(await pins(inWest)).toEqual([{ kind: "household", id: it.eastHome.id, row: null }]);
    expect(await pins(await as(["agent"]))).toEqual([]);
    const { store } = on.deps;
    const home = (await store.get(households, it.westHome.id))!;
    await store.commit([replace(households, home, { ...home, name: "诸葛孔明" })]);
    expect((await pins(agent))[0].row.fields[0].text).toBe("诸葛孔明");
    await pin(it.westHome.id, agent, "unpin");
    expect((await pins(agent)).map(({ id }: { id: string }) => id)).toEqual([it.eastHome.id]);
    for (let n = 1; n < 20; n += 1) await pin(`home-${n}`, agent);
    expect((await pin("home-20", agent)).body.code).toBe("pins-full");
    expect((await pin(it.eastHome.id, agent)).status).toBe(200);
  });
});
