import * as api from "@warmline/shared/catalogue/api.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import { askedFor } from "../requests/index.ts";
import { askCatalogue, cataloguing, previewCatalogue } from "./change-request.ts";
import { holdingCatalogue } from "./holding.ts";
import { reviewCatalogue } from "./review.ts";

export function catalogueRoutes(deps: Deps): Route[] {
  return [
    serve(api.readCatalogue, async () => ok(await holdingCatalogue(deps.store))),
    serve(api.reviewCatalogue, async () => ok(await reviewCatalogue(deps))),
    handle(deps, api.previewCatalogue, previewCatalogue),
    handle(deps, api.askCatalogue, askCatalogue, {
      read: ({ id }, { actor }) => askedFor(deps, actor, cataloguing, id),
    }),
  ];
}
