import { afterEach, describe, expect, test } from "vitest";
import type { Bell } from "./bell.ts";

/** What every bell does; `open` makes bells that hear each other, closed after each test. */
export function bellContract(name: string, open: () => Promise<Bell>): void {
  describe(`${name}: bell`, () => {
    const opened: Bell[] = [];
    const bell = async () => {
      const made = await open();
      opened.push(made);
      return made;
    };
    afterEach(async () => {
      for (const made of opened.splice(0)) await made.close();
    });

    test("every listener hears its own bell at once", async () => {
      const { ring, onRing } = await bell();
      const heard: string[] = [];
      onRing(() => heard.push("first"));
      onRing(() => heard.push("second"));
      ring();
      expect(heard.slice(0, 2)).toEqual(["first", "second"]);
    });

    test("who stopped listening hears nothing; the same function elsewhere does", async () => {
      const { ring, onRing } = await bell();
      let heard = 0;
      const listener = () => void heard++;
      const stop = onRing(listener);
      onRing(listener);
      stop();
      stop();
      ring();
      expect(heard).toBe(1);
    });

    test("a listener that throws keeps nobody from hearing, and ring does not throw", async () => {
      const { ring, onRing } = await bell();
      let heard = 0;
      onRing(() => {
        throw new Error("expected by the test");
      });
      onRing(() => void heard++);
      ring();
      expect(heard).toBe(1);
    });

    test("after close nothing is heard, and ringing is harmless", async () => {
      const closing = await bell();
      let heard = 0;
      closing.onRing(() => void heard++);
      await closing.close();
      await closing.close();
      closing.ring();
      expect(heard).toBe(0);
    });
  });
}
