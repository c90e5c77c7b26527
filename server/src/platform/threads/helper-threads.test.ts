import { expect, test } from "vitest";
import { whicheverIsFree, type Ask } from "./helper-threads.ts";

/** Answers when it is told to; says how many it is asked at once. */
function slow() {
  const open: (() => void)[] = [];
  const ask: Ask<string, string> = async (question) => {
    await new Promise<void>((done) => open.push(done));
    return question;
  };
  return { ask, open };
}

test("each is asked one thing at a time, and whoever waits longest is next", async () => {
  const [one, other] = [slow(), slow()];
  const ask = whicheverIsFree([one.ask, other.ask]);
  const answers: string[] = [];
  const asked = ["a", "b", "c", "d"].map((question) =>
    ask(question).then((answer) => answers.push(answer)),
  );
  await expect.poll(() => [one.open.length, other.open.length]).toEqual([1, 1]);
  other.open.shift()!();
  await expect.poll(() => answers).toEqual(["a"]);
  await expect.poll(() => other.open.length).toBe(1);
  other.open.shift()!();
  await expect.poll(() => answers).toEqual(["a", "c"]);
  await expect.poll(() => other.open.length).toBe(1);
  other.open.shift()!();
  one.open.shift()!();
  await Promise.all(asked);
  expect(answers.toSorted()).toEqual(["a", "b", "c", "d"]);
});

test("one that fails says so to whoever asked, and is asked again by the next", async () => {
  let times = 0;
  const ask = whicheverIsFree<string, string>([
    async (question) => {
      times += 1;
      if (times === 1) throw new Error("broken");
      return question;
    },
  ]);
  await expect(ask("a")).rejects.toThrow("broken");
  expect(await ask("b")).toBe("b");
});
