import { STORE_VERSION } from "@warmline/shared/store/version.ts";
import { upgradesWith } from "@warmline/shared/upgrades.ts";
import { readConfig } from "../config.ts";
import { sha256 } from "../domains/ledger/index.ts";
import { openUpgrade, systemClock } from "../engines.ts";
import { collections } from "../modules.ts";
import { upgradeStore } from "../platform/stores/upgrade.ts";
import { keepPrivate, orSay, progressLines } from "../program.ts";

/**
 * `npm run upgrade`: leads the store of the version before to this program's. It may be killed and
 * run again; nothing may be at work on the store meanwhile. Exit code 0: it is of this version now.
 */
keepPrivate();
const site = await orSay(openUpgrade(readConfig(process.env)));
if (site === null) say(`nothing to do: the store is of version ${STORE_VERSION}`);
else {
  try {
    const tell = progressLines();
    const run = await orSay(
      upgradeStore({
        site,
        upgrades: upgradesWith(sha256),
        collections,
        clock: systemClock,
        onProgress: ({ collection, done, of }) => tell(collection, done, of),
      }),
    );
    const kept = await site.finish();
    const documents = Object.values(run.placed).reduce((sum, count) => sum + count, 0);
    say(
      `version ${run.from} → ${STORE_VERSION}: ${documents} documents; what was is kept in ${kept}`,
    );
    say("run `npm run verify`, then start the server");
  } finally {
    await site.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
