import { MONGO_URL, type Engine } from "@warmline/server/domains/ledger/testing.ts";
import type { Measurable } from "../../tools/measured.ts";
import { missed } from "./tamper/found.ts";
import { TAMPERINGS } from "./tamper/tamperings.ts";

/** What somebody with the data in hand may do to it, and whether a verification names it. */
export const tamper: Measurable = {
  about: "a ledger tampered with past the program: the verification finds and names each way",
  async run() {
    const engines: Engine[] = MONGO_URL === undefined ? ["sqlite"] : ["sqlite", "mongo"];
    const figures = [];
    for (const engine of engines) {
      let named = 0;
      for (const tampering of TAMPERINGS) {
        const wrong = await missed(tampering, engine);
        if (wrong === null) named += 1;
        else process.stderr.write(`${engine}, ${tampering.how}: ${wrong}\n`);
      }
      figures.push({
        name: `tamperings found and named, ${engine}`,
        value: `${named} of ${TAMPERINGS.length}`,
        target: "all",
        holds: named === TAMPERINGS.length,
      });
    }
    return figures;
  },
};
