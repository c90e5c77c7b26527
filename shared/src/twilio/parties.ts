/** Who is in a call's conference, as the carrier is told. */

/** The caller's label there; that of a desk is its person's id. */
export const CALLER = "caller";

/**
 * By which name the carrier knows somebody's desk: it takes letters, digits and `_`, and ids are
 * written with `-`.
 */
export function clientOf(staffId: string): string {
  return staffId.replaceAll("-", "_");
}

/** Of `client:<name>`, who it is. */
export function staffOfClient(from: string): string {
  return from.slice(from.indexOf(":") + 1).replaceAll("_", "-");
}
