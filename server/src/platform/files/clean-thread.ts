import { parentPort } from "node:worker_threads";
import type { CleanAnswer, CleanQuestion } from "./clean-apart.ts";
import { cleanFile } from "./clean.ts";

/** Files are taken apart here, byte by byte, while requests go on being answered elsewhere. */
parentPort?.on("message", ({ id, content }: CleanQuestion) => {
  const tell = (answer: CleanAnswer) => parentPort?.postMessage(answer);
  cleanFile(content).then(
    (cleaned) => tell({ id, cleaned }),
    (error: unknown) => tell({ id, failed: String(error) }),
  );
});
