import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import type { Case } from "@warmline/shared/cases/model.ts";
import { storedFiles, type StoredFile } from "@warmline/shared/files/model.ts";
import type { Store } from "@warmline/shared/store/port.ts";
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
    if (isHiddenIn(chain, id)) return refuse("not-found");
  }
  const of = file.caseId === undefined ? [] : [`cases/${file.caseId}`];
  const subjects = [`storedFiles/${id}`, ...of];
  const kept = await deps.files.get(id);
  return kept === null
    ? refuse("not-found")
    : ok(new Shown(new Bytes(kept.content, file.type), subjects));
}

/** 隐藏: taken out of sight on its case. One that hangs on no case is hidden from nobody. */
export async function isHiddenOnCase(
  store: Pick<Store, "get">,
  { id, caseId }: Pick<StoredFile, "id" | "caseId">,
): Promise<boolean> {
  return caseId !== undefined && isHiddenIn(await mergeChain(store, caseId), id);
}

/** The last case of a chain stands for all of them. */
function isHiddenIn(chain: readonly Case[], fileId: string): boolean {
  const picture = chain.at(-1)?.attachments.find((one) => one.fileId === fileId);
  return picture === undefined || picture.hidden === true;
}
