import * as wire from "@warmline/shared/cases/api.ts";
import type { Deps } from "../../platform/deps.ts";
import { serve, type Route } from "../../platform/http/serve.ts";
import { readFile } from "./read-file.ts";
import { uploadFile } from "./upload-file.ts";

/** Pictures and recordings: uploaded first, attached by id, shown to whoever may see the case. */
export function fileRoutes(deps: Deps): Route[] {
  return [
    serve(wire.uploadFile, (call) => uploadFile(deps, call, call.upload)),
    serve(wire.readFile, (call) => readFile(deps, call, call.params.id)),
  ];
}
