import { pinFound, searchPins, unpinFound, type SearchPin } from "@warmline/shared/search/api.ts";
import type { SearchKind } from "@warmline/shared/search/kinds.ts";
import { call } from "../call.ts";
import { t } from "../messages.svelte.ts";
import { session } from "../session.svelte.ts";
import { say } from "../toasts.svelte.ts";
import { destinationOf, openedAt, type Destination } from "./finding.svelte.ts";

/** 置顶 of whoever is signed in: kept by the server, read anew whenever the box opens. */
class Pins {
  #of = $state.raw<{ person: string; pins: readonly SearchPin[] }>({ person: "", pins: [] });

  readonly rows: readonly Destination[] = $derived(
    (this.#of.person === session.me?.id ? this.#of.pins : []).map(({ kind, id, row }) =>
      row === null
        ? { kind, id, path: openedAt(kind, id), title: t("console.search.unseen") }
        : destinationOf(kind, row),
    ),
  );

  has({ path }: Pick<Destination, "path">): boolean {
    return this.rows.some((row) => row.path === path);
  }

  async load(): Promise<void> {
    const person = session.me?.id ?? "";
    const answer = await call(searchPins, {});
    if (answer.ok) this.#of = { person, pins: answer.value.pins };
  }

  /** Pins it, or pins it no more: the one undoes the other. */
  async toggle(one: { readonly kind: SearchKind; readonly id: string; readonly path: string }) {
    const { kind, id } = one;
    const pinned = this.has(one);
    const answer = await call(pinned ? unpinFound : pinFound, { body: { kind, id } });
    if (!answer.ok) return say(answer.message, "bad");
    say(t(pinned ? "console.search.unpinned" : "console.search.pinned"));
    await this.load();
  }
}

export const pins = new Pins();
