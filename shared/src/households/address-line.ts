import type { Address } from "./model.ts";

/** `幸福里3号楼2单元501`: as written on a bill; bare numbers get their description. */
export function addressLine({ community, building, unit, room }: Address): string {
  const written = (part: string, word: string) =>
    part === "" || /[号栋幢座楼元门]$/u.test(part) ? part : `${part}${word}`;
  return `${community}${written(building, "号楼")}${written(unit, "单元")}${room}`;
}
