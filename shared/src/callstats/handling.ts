import { SKILLS, type Skill } from "../acd/model.ts";
import type { Handling } from "../acd/wait.ts";
import { figure } from "./figures.ts";
import type { Sums } from "./sums.ts";

/** Fewer answered calls tell no mean. */
const ANSWERED_MIN = 5;

/** 平均处理时长 by queue; a queue of which too few calls were answered has none. */
export function handlingOf(queues: ReadonlyMap<string, Sums>): Handling {
  const means = SKILLS.flatMap((skill): [Skill, number][] => {
    const sums = queues.get(skill) ?? {};
    const mean = figure("handlingTime", sums);
    return mean === null || (sums.answered ?? 0) < ANSWERED_MIN ? [] : [[skill, mean]];
  });
  return Object.fromEntries(means);
}
