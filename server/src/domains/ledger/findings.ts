import type { Finding } from "@warmline/shared/ledger/verification.ts";

/** A journal damaged everywhere is not listed whole. */
const FINDINGS_MAX = 100;

/** What was found, the first first. */
export class Findings {
  readonly list: Finding[] = [];

  add(...some: readonly Finding[]): void {
    for (const finding of some) this.#add(finding);
  }

  #add(finding: Finding): void {
    const { kind, householdId } = finding;
    const known = this.list.findIndex(
      (one) => one.kind === kind && householdId !== undefined && one.householdId === householdId,
    );
    // The stream told that an entry is missing, the log tells which one.
    if (known >= 0) this.list[known] = { ...finding, ...this.list[known] };
    else if (this.list.length < FINDINGS_MAX) this.list.push(finding);
  }
}
