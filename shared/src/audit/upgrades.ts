import { changed, type FormerDocument, type Upgrade } from "../store/upgrade.ts";

/** Collections that have other names now, as records name their subjects. */
const RENAMED = new Map([
  ["turns", "queueTickets"],
  ["journalWalks", "verificationRuns"],
]);

/** 2: what a record is about is found under the name that its collection has now. */
export const auditUpgrades: readonly Upgrade[] = [
  changed(2, "audit", (body) => ({
    ...body,
    subjects: renamedSubjects(body, "subjects"),
    subjectKeys: renamedSubjects(body, "subjectKeys"),
  })),
];

function renamedSubjects(body: FormerDocument, field: string): string[] {
  return (body[field] as readonly string[]).map((subject) => {
    const end = subject.indexOf("/");
    const name = subject.slice(0, end);
    return (RENAMED.get(name) ?? name) + subject.slice(end);
  });
}
