import { afterEach, describe, expect, test } from "vitest";
import type { Notifier } from "./notifier.ts";

/**
 * What every notifier does; `open` makes notifiers that hear each other, closed after each test.
 */
export function notifierContract(name: string, open: () => Promise<Notifier>): void {
  describe(`${name}: notifier`, () => {
    const opened: Notifier[] = [];
    const notifier = async () => {
      const made = await open();
      opened.push(made);
      return made;
    };
    afterEach(async () => {
      for (const made of opened.splice(0)) await made.close();
    });

    test("every listener hears its own notifier at once", async () => {
      const { notify, onNotify } = await notifier();
      const heard: string[] = [];
      onNotify(() => heard.push("first"));
      onNotify(() => heard.push("second"));
      notify();
      expect(heard.slice(0, 2)).toEqual(["first", "second"]);
    });

    test("who stopped listening hears nothing; the same function elsewhere does", async () => {
      const { notify, onNotify } = await notifier();
      let heard = 0;
      const listener = () => void heard++;
      const stop = onNotify(listener);
      onNotify(listener);
      stop();
      stop();
      notify();
      expect(heard).toBe(1);
    });

    test("a listener that throws keeps nobody from hearing, and ring does not throw", async () => {
      const { notify, onNotify } = await notifier();
      let heard = 0;
      onNotify(() => {
        throw new Error("expected by the test");
      });
      onNotify(() => void heard++);
      notify();
      expect(heard).toBe(1);
    });

    test("after close nothing is heard, and ringing is harmless", async () => {
      const closing = await notifier();
      let heard = 0;
      closing.onNotify(() => void heard++);
      await closing.close();
      await closing.close();
      closing.notify();
      expect(heard).toBe(0);
    });
  });
}
