import { zh } from "@warmline/shared/words/zh/index.ts";
import type { MessageKey } from "@warmline/shared/words/index.ts";
import { t } from "../words.svelte.ts";

const PREFIX = "console.command.";

/** The commands that have a name. */
export function knownCommands(): string[] {
  return Object.keys(zh)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
}

/** `cases.file` as people call it; a command without a name is shown as it is. */
export function commandName(command: string): string {
  const key = PREFIX + command;
  return key in zh ? t(key as MessageKey) : command;
}

/** The page of what an act was about, for the things that have one. */
export function subjectHref(subject: string): string | undefined {
  const [collection, id] = subject.split(/\/(.*)/);
  if (id === undefined) return undefined;
  if (collection === "cases") return `/console/cases/${id}`;
  if (collection === "households" || collection === "accounts") return `/console/households/${id}`;
  return collection === "staff" ? `/console/staff?id=${id}` : undefined;
}
