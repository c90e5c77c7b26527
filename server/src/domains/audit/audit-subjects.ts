import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { counters, hallServices, tickets } from "@warmline/shared/hall/model.ts";
import {
  contracts,
  households,
  orgNodes,
  tariffs,
  type OrgNode,
} from "@warmline/shared/households/model.ts";
import { entries } from "@warmline/shared/ledger/model.ts";
import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permissions.ts";
import { devices, sessions, staff } from "@warmline/shared/staff/model.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import type { SubjectName } from "@warmline/shared/audit/api.ts";
import { sentence, type Language } from "@warmline/shared/messages/index.ts";
import { maskName } from "../../channels/kiosk/mask.ts";
import type { Deps } from "../../platform/deps.ts";

/** Documents read so far, by `collection/id`. */
type Found = ReadonlyMap<string, Stored>;

interface Naming {
  readonly found: Found;
  readonly actor: Actor;
  readonly language: Language;
}

type Named = Omit<SubjectName, "subject">;

/** What another document must be read for to name one of a collection. */
interface Kind<D extends Stored> {
  readonly collection: Collection<D>;
  readonly needs?: (document: D) => readonly string[];
  readonly name: (document: D, naming: Naming) => Named | null;
}

function kind<D extends Stored>(of: Kind<D>): Kind<Stored> {
  return of as unknown as Kind<Stored>;
}

const KINDS: readonly Kind<Stored>[] = [
  kind({
    collection: households,
    name: ({ id }, naming) => householdName(id, naming),
  }),
  kind({
    collection: contracts,
    needs: ({ householdId }) => [`households/${householdId}`],
    name: ({ householdId, season }, naming) =>
      alsoSaying(householdName(householdId, naming), season),
  }),
  kind({
    collection: entries,
    needs: ({ householdId }) => [`households/${householdId}`],
    name: ({ householdId, seq, detail }, naming) =>
      alsoSaying(
        householdName(householdId, naming),
        `#${seq} ${sentence(naming.language, `ledger.kind.${detail.kind}`)}`,
      ),
  }),
  kind({
    collection: cases,
    name: ({ id, number }, { actor }) => ({
      text: number,
      ...(permits(actor, "cases.read") ? { page: { kind: "case", id } } : {}),
    }),
  }),
  kind({ collection: staff, name: ({ id }, naming) => staffName(id, naming) }),
  kind({
    collection: sessions,
    needs: ({ staffId }) => [`staff/${staffId}`],
    name: ({ staffId }, naming) => staffName(staffId, naming),
  }),
  kind({ collection: devices, name: ({ name }) => ({ text: name }) }),
  kind({ collection: orgNodes, name: ({ id }, naming) => ({ text: placeName(id, naming) }) }),
  kind({
    collection: counters,
    needs: ({ hallId }) => [`orgNodes/${hallId}`],
    name: ({ hallId, number }, naming) => ofHall(hallId, String(number), naming),
  }),
  kind({
    collection: hallServices,
    needs: ({ hallId }) => [`orgNodes/${hallId}`],
    name: ({ hallId, series, nameZh, nameEn }, naming) =>
      ofHall(hallId, `${series} ${naming.language === "en" ? nameEn : nameZh}`, naming),
  }),
  kind({
    collection: tickets,
    needs: ({ hallId }) => [`orgNodes/${hallId}`],
    name: ({ hallId, label, day }, naming) => ofHall(hallId, `${label} ${day}`, naming),
  }),
  kind({
    collection: tariffs,
    name: ({ priceClass, from }, { language }) => ({
      text: `${sentence(language, `households.price-class.${priceClass}`)} ${from}`,
    }),
  }),
];

/**
 * What acts were about, as people call it: two reads a collection at most, however many subjects.
 * Names of residents are masked for whoever may not read households, and a page is named only to
 * whoever may open it. What is gone or has no name is left out.
 */
export async function nameSubjects(
  { store }: Pick<Deps, "store">,
  actor: Actor,
  language: Language,
  subjects: readonly string[],
): Promise<SubjectName[]> {
  const found = new Map<string, Stored>();
  const wanted = [...new Set(subjects)];
  await readInto(store, found, wanted);
  const needed = wanted.flatMap((subject) => {
    const document = found.get(subject);
    return document === undefined ? [] : (kindOf(subject)?.needs?.(document) ?? []);
  });
  await readInto(store, found, needed);
  const naming = { found, actor, language };
  return wanted.flatMap((subject) => {
    const document = found.get(subject);
    const named = document && kindOf(subject)?.name(document, naming);
    return named ? [{ subject, ...named }] : [];
  });
}

async function readInto(
  store: Deps["store"],
  found: Map<string, Stored>,
  subjects: readonly string[],
): Promise<void> {
  const missing = [...new Set(subjects)].filter((subject) => !found.has(subject));
  await Promise.all(
    KINDS.map(async ({ collection }) => {
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

function kindOf(subject: string): Kind<Stored> | undefined {
  const name = subject.slice(0, subject.indexOf("/"));
  return KINDS.find(({ collection }) => collection.name === name);
}

function get<D extends Stored>({ found }: Naming, collection: Collection<D>, id: string) {
  return found.get(`${collection.name}/${id}`) as D | undefined;
}

function householdName(id: string, naming: Naming): Named | null {
  const household = get(naming, households, id);
  if (household === undefined) return null;
  const open = permits(naming.actor, "households.read");
  const text = `${household.number} ${open ? household.name : maskName(household.name)}`;
  return open ? { text, page: { kind: "household", id } } : { text };
}

function staffName(id: string, naming: Naming): Named | null {
  const member = get(naming, staff, id);
  if (member === undefined) return null;
  const text = `${member.name} ${member.login}`;
  return permits(naming.actor, "staff.read") ? { text, page: { kind: "staff", id } } : { text };
}

function placeName(id: string, naming: Naming): string {
  const node: OrgNode | undefined = get(naming, orgNodes, id);
  if (node === undefined) return id;
  return naming.language === "en" ? (node.nameEn ?? node.name) : node.name;
}

function ofHall(hallId: string, text: string, naming: Naming): Named {
  const named = { text: `${text} · ${placeName(hallId, naming)}` };
  const open = permits(naming.actor, "hall.read");
  return open ? { ...named, page: { kind: "hall", id: hallId } } : named;
}

function alsoSaying(named: Named | null, more: string): Named | null {
  return named && { ...named, text: `${named.text} · ${more}` };
}
