import { session } from "../session.svelte.ts";
import type { Destination } from "./finding.svelte.ts";

const KEPT_MAX = 8;

/**
 * What this person opened lately from the box, the newest first. Only in the page: names of
 * residents do not stay on a machine at which somebody else sits down next.
 */
class Opened {
  #of = $state.raw<{ person: string; rows: readonly Destination[] }>({ person: "", rows: [] });

  get rows(): readonly Destination[] {
    return this.#of.person === session.me?.id ? this.#of.rows : [];
  }

  add(destination: Destination): void {
    const others = this.rows.filter(({ path }) => path !== destination.path);
    const rows = [destination, ...others].slice(0, KEPT_MAX);
    this.#of = { person: session.me?.id ?? "", rows };
  }
}

export const opened = new Opened();
