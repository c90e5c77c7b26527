import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { Bytes, Shown } from "../../platform/http/serve.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Registry } from "./registry.ts";
import { loadRequest } from "./settling.ts";

interface OneFile {
  /** The request's. */
  readonly id: string;
  readonly fileId: string;
}

/** For whoever sees the request. Refusals, in this order: `not-found`, `out-of-scope`. */
export async function readRequestFile(
  { store, clock, files, registry }: Deps & { readonly registry: Registry },
  { actor }: Pick<Caller, "actor">,
  { id, fileId }: OneFile,
): Promise<Result<Shown<Bytes>, "not-found" | "out-of-scope">> {
  const found = await loadRequest(store, { id }, { actor, at: clock.now(), registry });
  if (!found.ok) return found;
  const file = found.value.request.files?.find((one) => one.fileId === fileId);
  const kept = file === undefined ? null : await files.get(fileId);
  if (file === undefined || kept === null) return refuse("not-found");
  const subjects = [`storedFiles/${fileId}`, `requests/${id}`];
  return ok(new Shown(new Bytes(kept.content, file.type), subjects));
}
