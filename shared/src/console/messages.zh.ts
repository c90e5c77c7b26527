import { frame } from "./frame.zh.ts";
import { cases } from "./cases.zh.ts";
import { households } from "./households.zh.ts";
import { hall } from "./hall.zh.ts";
import { office } from "./office.zh.ts";
import { finance } from "./finance.zh.ts";
import { commands } from "./commands.zh.ts";

/**
 * The console's own description, by the room in which they are seen; the domains' words are
 * elsewhere.
 */
export const console = {
  ...frame,
  ...cases,
  ...households,
  ...hall,
  ...office,
  ...finance,
  ...commands,
} as const;
