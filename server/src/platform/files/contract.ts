import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FileStore } from "./port.ts";

/** What every engine for files must keep; run by folder.test.ts and gridfs.test.ts. */
export function fileStoreContract(name: string, open: () => Promise<FileStore>): void {
  describe(`file store: ${name}`, () => {
    let files: FileStore;
    let serial = 0;
    const run = randomBytes(6).toString("hex");
    const nextId = () => `file-${run}-${String((serial += 1)).padStart(6, "0")}`;
    beforeAll(async () => {
      files = await open();
    });
    afterAll(() => files.close());

    test.each([0, 1, 255 * 1024, 255 * 1024 + 1, 3_000_000])("keeps %i bytes", async (size) => {
      const [id, content] = [nextId(), randomBytes(size)];
      await files.put(id, content, "image/jpeg");
      const kept = await files.get(id);
      expect(kept?.type).toBe("image/jpeg");
      expect(Buffer.from(kept!.content).equals(content)).toBe(true);
    });

    test("keeps bytes that look like lines", async () => {
      const [id, content] = [nextId(), Buffer.from("\n\ntext/html\n\r\n")];
      await files.put(id, content, "audio/wav");
      expect(Buffer.from((await files.get(id))!.content).equals(content)).toBe(true);
    });

    test("an id that nobody put is null", async () => {
      expect(await files.get(nextId())).toBeNull();
    });

    test("content is immutable: the same id again is refused and changes nothing", async () => {
      const id = nextId();
      await files.put(id, Buffer.from("first"), "image/png");
      await expect(files.put(id, Buffer.from("second"), "image/jpeg")).rejects.toThrow(
        /exist|duplicate/i,
      );
      const kept = await files.get(id);
      expect([Buffer.from(kept!.content).toString(), kept!.type]).toEqual(["first", "image/png"]);
    });

    test("of many puts of one id at once exactly one wins", async () => {
      const id = nextId();
      const puts = Array.from({ length: 8 }, (_, place) =>
        files.put(id, Buffer.from(`content ${place}`), "image/png"),
      );
      const outcomes = await Promise.allSettled(puts);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const winner = outcomes.findIndex(({ status }) => status === "fulfilled");
      const kept = await files.get(id);
      expect(Buffer.from(kept!.content).toString()).toBe(`content ${winner}`);
    });

    test("removing takes it away, again does nothing", async () => {
      const id = nextId();
      await files.put(id, Buffer.from("gone soon"), "image/png");
      await files.remove(id);
      await files.remove(id);
      expect(await files.get(id)).toBeNull();
    });
  });
}
