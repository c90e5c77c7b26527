import type { Actor } from "@warmline/shared/access/actor.ts";
import type { SubjectName } from "@warmline/shared/audit/api.ts";
import type { Language } from "@warmline/shared/messages/index.ts";
import type { Stored } from "@warmline/shared/store/collection.ts";
import type { Deps } from "../deps.ts";
import type { SubjectNaming } from "./subjects.ts";

/**
 * What records are about, as people call it: two reads a collection at most, however many
 * subjects. Names of residents are masked for whoever may not read households, and a page is named
 * only to whoever may open it. What is gone or has no name is left out.
 */
export function subjectNames({ store }: Pick<Deps, "store">, namings: readonly SubjectNaming[]) {
  const byCollection = new Map(namings.map((one) => [one.collection.name, one]));
  const namingOf = (subject: string) => byCollection.get(subject.slice(0, subject.indexOf("/")));

  async function readInto(found: Map<string, Stored>, subjects: readonly string[]): Promise<void> {
    const missing = [...new Set(subjects)].filter((subject) => !found.has(subject));
    await Promise.all(
      namings.map(async ({ collection }) => {
        const prefix = `${collection.name}/`;
        const ids = missing
          .filter((one) => one.startsWith(prefix))
          .map((one) => one.slice(prefix.length));
        if (ids.length === 0) return;
        for (const document of await store.getMany(collection, ids)) {
          found.set(prefix + document.id, document);
        }
      }),
    );
  }

  return async function nameSubjects(
    actor: Actor,
    language: Language,
    subjects: readonly string[],
  ): Promise<SubjectName[]> {
    const found = new Map<string, Stored>();
    const wanted = [...new Set(subjects)];
    await readInto(found, wanted);
    const needed = wanted.flatMap((subject) => {
      const document = found.get(subject);
      return document === undefined ? [] : (namingOf(subject)?.needs?.(document) ?? []);
    });
    await readInto(found, needed);
    return wanted.flatMap((subject) => {
      const document = found.get(subject);
      const named = document && namingOf(subject)?.name(document, { found, actor, language });
      return named ? [{ subject, ...named }] : [];
    });
  };
}
