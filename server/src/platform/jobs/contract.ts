import { describe } from "vitest";
import { deathContract } from "./contract/deaths.ts";
import { failureContract } from "./contract/failures.ts";
import { lifeContract } from "./contract/life.ts";
import { nodeContract, repeatedContract } from "./contract/nodes.ts";
import { ownPlace } from "./contract/testing.ts";

/** What every engine of jobs does. `redisUrl`: BullMQ on it; undefined: embedded. */
export function jobsContract(name: string, redisUrl?: string): void {
  describe(`${name}: a job`, () => {
    const own = ownPlace(redisUrl);
    lifeContract(own);
    failureContract(own);
    nodeContract(own);
    deathContract(own);
  });
  describe(`${name}: a repeated job`, () => {
    repeatedContract(ownPlace(redisUrl));
  });
}
