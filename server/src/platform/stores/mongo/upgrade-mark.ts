import type { mongo } from "mongoose";
import { StoreUnusable } from "@warmline/shared/store/port.ts";
import { STORE_VERSION } from "@warmline/shared/store/version.ts";
import { MARKS } from "./marks.ts";
import { versionOf } from "./names.ts";

/** There while an upgrade is under way. */
export interface UpgradeMark {
  readonly _id: "upgrade";
  /** The version that is upgraded. */
  readonly from: number;
}

export function upgradeMarks(database: mongo.Db): mongo.Collection<UpgradeMark> {
  return database.collection<UpgradeMark>(MARKS, { readConcern: { level: "majority" } });
}

/** Throws `StoreUnusable` for what another version of the program has left, whole or halfway. */
export async function refuseOtherVersions(database: mongo.Db): Promise<void> {
  const version = await versionOf(database);
  if ((await upgradeMarks(database).findOne({ _id: "upgrade" })) !== null) {
    throw new StoreUnusable(
      `an upgrade of the database ${database.databaseName} was cut short: run \`npm run upgrade\``,
    );
  }
  if (version === 0 || version === STORE_VERSION) return;
  throw new StoreUnusable(
    `the database ${database.databaseName} is of version ${version}, this program is of version ` +
      `${STORE_VERSION}: stop every program on it, make a backup, then run \`npm run upgrade\``,
  );
}
