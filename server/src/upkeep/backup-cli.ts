import { formatInstant } from "@warmline/shared/kernel/time.ts";
import { readConfig } from "../config.ts";
import { openBackups, systemClock } from "../engines.ts";
import { collections } from "../modules.ts";
import { makeBackup } from "../platform/stores/backup.ts";
import { keepPrivate, orSay, progressLines, sayMissing } from "../program.ts";

/**
 * `npm run backup -- FOLDER`: store and files into a new folder, while the server works. Without a
 * name the folder is called by the time. Exit code 0: it is whole and was read back; 1 with a list:
 * it is, but for the files that were gone before.
 */
keepPrivate();
const at = systemClock.now();
const [target = `warmline-${new Date(at).toISOString().replaceAll(/[:.]/g, "-")}`] =
  process.argv.slice(2);
const engine = await orSay(openBackups(readConfig(process.env), collections));
const { anchor, files, missing } = await orSay(makeBackup(target, engine, at, progressLines()));
process.stdout.write(
  `${target}: ${anchor.position} commits and ${files} files of ${formatInstant(at)}, checked; ` +
    `anchor ${anchor.position}:${anchor.hash}\n`,
);
sayMissing(missing);
