import { expect, test, vi } from "vitest";

// Outside of a component a rune is what it holds, and nothing is redrawn.
const plain = (value: unknown) => value;
vi.stubGlobal("$state", Object.assign(plain, { raw: plain }));
vi.stubGlobal("$derived", plain);
vi.stubGlobal("$effect", plain);
const { OpeningImport } = await import("./opening-import.svelte.ts");

/** Fails as a thread does whose file cannot be read. */
class FailingThread extends EventTarget {
  postMessage(file: Blob): void {
    void file.arrayBuffer().catch(() => this.dispatchEvent(new Event("error")));
  }

  terminate(): void {
    // It has ended by itself.
  }
}

vi.stubGlobal("Worker", FailingThread);

test("a file that is gone when it is read is said so, and another may be chosen", async () => {
  const gone = new Blob();
  gone.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotReadableError"));
  const sheet = new OpeningImport();
  expect(await sheet.read(gone)).toBeNull();
  expect(sheet.refusal).not.toBeNull();
  expect(sheet.busy).toBeNull();
});
