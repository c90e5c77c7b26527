import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { resetFromMachine } from "./index.ts";
import { openRequestDesk, reason, type RequestDesk } from "./request-fixture.ts";

// A password that two administrators hand over, half by half.

const OWN = "warm radiators all winter";

let desk: RequestDesk;
/** Whose password it is, and their log-in. */
let id: string;
let login: string;

beforeAll(async () => {
  desk = await openRequestDesk();
});
afterAll(() => desk.server.close());

beforeEach(async () => {
  await desk.anew();
  const person = await desk.server.signIn(["agent"]);
  ({ id, login } = person);
  await desk.approve((await desk.askFinance(person)).request);
});

/** Whether it lets the person in. Wrong ones lock for a while. */
async function opens(password: string): Promise<boolean> {
  desk.server.deps.advance(3_600_000);
  const body = { login, password, newPassword: OWN };
  return (await desk.server.request("/api/sign-in", { body })).status === 200;
}

const secretOf = async (by: "asker" | "second") => (await desk.draw(id, desk[by])).body.secret;

describe("drawn by the two", () => {
  test("neither half opens anything, nor the two in the other order", async () => {
    const [first, second] = [await secretOf("asker"), await secretOf("second")];
    for (const wrong of [first, second, `${second}-${first}`])
      expect(await opens(wrong)).toBe(false);
    expect(await opens(`${first}-${second}`)).toBe(true);
  });

  test("in either order, also at the same moment", async () => {
    const [second, first] = await Promise.all([secretOf("second"), secretOf("asker")]);
    expect(await opens(`${first}-${second}`)).toBe(true);
  });

  test("the half that is kept opens nothing and is shown to nobody", async () => {
    const first = await secretOf("asker");
    expect((await desk.stored(id)).handover?.kept?.secret).toBe(first);
    const list = await desk.server.request("/api/staff", { cookie: desk.second.cookie });
    expect(JSON.stringify(list.body)).not.toContain(first);
    const row = list.body.find((one: { id: string }) => one.id === id);
    expect(row.handover).toMatchObject({
      byId: { first: desk.asker.id, second: desk.second.id },
      drawn: ["first"],
    });
    for (const wrong of [first, "-", `${first}-`]) expect(await opens(wrong)).toBe(false);
    await secretOf("second");
    expect(JSON.stringify(await desk.stored(id))).not.toContain(first);
  });
});

test("another reset takes the place of one that is not drawn yet", async () => {
  const first = await secretOf("asker");
  const asked = await desk.ask({ act: "reset-password", id }, desk.second);
  await desk.approve(asked.body.request, desk.asker);
  const [second, anew] = [await secretOf("second"), await secretOf("asker")];
  expect(await opens(`${first}-${second}`)).toBe(false);
  expect(await opens(`${second}-${anew}`)).toBe(true);
});

describe("drawn anew by somebody whom the answer did not reach", () => {
  test("before the other one drew: nothing of the other one is void", async () => {
    const lost = await secretOf("asker");
    const anew = await desk.draw(id, desk.asker);
    expect(anew.body).toMatchObject({ half: "first", voidsOther: false });
    const second = await secretOf("second");
    expect(await opens(`${lost}-${second}`)).toBe(false);
    expect(await opens(`${anew.body.secret}-${second}`)).toBe(true);
  });

  test("afterwards the other half is void, too, and says so", async () => {
    const [first, second] = [await secretOf("asker"), await secretOf("second")];
    const anew = await desk.draw(id, desk.second);
    expect(anew.body).toMatchObject({ half: "second", voidsOther: true });
    for (const wrong of [`${first}-${second}`, `${first}-${anew.body.secret}`]) {
      expect(await opens(wrong)).toBe(false);
    }
    expect(await opens(`${await secretOf("asker")}-${anew.body.secret}`)).toBe(true);
  });

  test("nobody alone comes to both halves, however often they draw", async () => {
    const drawn: string[] = [];
    for (let time = 0; time < 4; time += 1) {
      const before = drawn.at(-1);
      const anew = await secretOf("asker");
      drawn.push(anew);
      for (const tried of [anew, `${before}-${anew}`, `${anew}-${before}`]) {
        expect(await opens(tried)).toBe(false);
      }
    }
  });

  test("the same key again is told that it was shown", async () => {
    await desk.draw(id, desk.asker, "draw-once");
    const again = await desk.draw(id, desk.asker, "draw-once");
    expect([again.status, again.body.code]).toEqual([409, "password-shown-once"]);
  });
});

describe("is refused", () => {
  test("to everybody but the two, and to them elsewhere", async () => {
    const codeFor = async (by: typeof desk.asker, whose = id) =>
      (await desk.draw(whose, by)).body.code;
    expect(await codeFor(await desk.server.signIn(["administrator"]))).toBe("not-your-half");
    expect(await codeFor(await desk.server.signIn(["finance", "auditor"]))).toBe("forbidden");
    expect(await codeFor(desk.asker, "nobody")).toBe("not-found");
    expect(await codeFor(desk.asker, desk.second.id)).toBe("handover-over");
  });

  test("once the person has chosen a password", async () => {
    expect(await opens(await desk.drawn(id))).toBe(true);
    expect((await desk.draw(id, desk.asker)).body.code).toBe("handover-over");
    expect(await opens(OWN)).toBe(true);
  });

  test("once the machine has given another password, which then holds", async () => {
    const kept = await secretOf("asker");
    const asked = { login, reason, user: "root" };
    const reset = await resetFromMachine(desk.server.deps, asked);
    expect((await desk.draw(id, desk.second)).body.code).toBe("handover-over");
    expect(JSON.stringify(await desk.stored(id))).not.toContain(kept);
    expect(await opens(reset.ok ? reset.value : "")).toBe(true);
  });

  test("to one who is no administrator any more", async () => {
    const { rev, name } = await desk.stored(desk.asker.id);
    const body = { rev, name, roles: ["agent"], scope: { kind: "city" }, reason };
    await desk.post(`/api/staff/${desk.asker.id}`, body, desk.second);
    expect((await desk.draw(id, desk.asker)).status).toBe(401);
  });

  test("after a week", async () => {
    desk.server.deps.advance(7 * 86_400_000);
    for (const by of ["asker", "second"] as const) {
      const { login: own, password } = desk[by];
      const entered = await desk.server.request("/api/sign-in", { body: { login: own, password } });
      const cookie = entered.headers.get("set-cookie")!.split(";")[0]!;
      expect((await desk.draw(id, { ...desk[by], cookie })).body.code).toBe("handover-over");
    }
  });
});
