/** 汇总级次: what the rows of a summary are; a building's are its households. */
export const LEVELS = ["branch", "station", "building", "household"] as const;
export type Level = (typeof LEVELS)[number];

/** `branch/station/building`, as far down as it goes; empty: the city. */
export type NodePath = readonly string[];

/** 每页户数 */
export const HOUSEHOLDS_EACH = 200;

export const NODE = /^[^/]+(?:\/[^/]+){0,2}$/;

export function nodePath(node = ""): NodePath {
  return node === "" ? [] : node.split("/");
}

/** What lies directly below a node. */
export function levelBelow(path: NodePath): Level {
  return LEVELS[Math.min(path.length, LEVELS.length - 1)] ?? "household";
}
