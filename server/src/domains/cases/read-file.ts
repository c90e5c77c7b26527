import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { storedFiles } from "@warmline/shared/files/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { Bytes, Shown } from "../../platform/http/serve.ts";
import { maySee, mergeChain } from "./see-case.ts";

/**
 * The bytes, for whoever may see the case or one that it was merged into; before it is attached,
 * for its uploader. A hidden picture is shown to nobody until it is shown on the case again.
 * Refusals, in this order: `not-found`, `out-of-scope`; `not-found` again where the picture is
 * hidden or gone.
 */
export async function readFile(
  deps: Pick<Deps, "store" | "files">,
  caller: Caller,
  id: string,
): Promise<Result<Shown<Bytes>, "not-found" | "out-of-scope">> {
  const file = await deps.store.get(storedFiles, id);
  if (file === null || file.state === "dropped" || file.state === "swept")
    return refuse("not-found");
  if (file.caseId === undefined) {
    if (file.uploaderId !== caller.actor.id) return refuse("not-found");
  } else {
    const chain = await mergeChain(deps.store, file.caseId);
    if (!chain.some((caseRecord) => maySee(caller.actor, caseRecord)))
      return refuse("out-of-scope");
    const picture = chain.at(-1)?.attachments.find(({ fileId }) => fileId === id);
    if (picture === undefined || picture.hidden === true) return refuse("not-found");
  }
  const of = file.caseId === undefined ? [] : [`cases/${file.caseId}`];
  const subjects = [`storedFiles/${id}`, ...of];
  const kept = await deps.files.get(id);
  return kept === null
    ? refuse("not-found")
    : ok(new Shown(new Bytes(kept.content, file.type), subjects));
}
