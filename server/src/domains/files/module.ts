import * as api from "@warmline/shared/files/api.ts";
import { filesManifest } from "@warmline/shared/files/manifest.ts";
import { storedFiles } from "@warmline/shared/files/model.ts";
import { serve } from "../../platform/http/serve.ts";
import type { Module } from "../../platform/module.ts";
import { sweepFilesJob } from "./sweep-files-job.ts";
import { uploadFile } from "./upload-file.ts";

/** 附件: taken in here, attached by whoever holds them, shown by these to whoever may see them. */
export const filesModule: Module = {
  manifest: filesManifest,
  collections: [storedFiles],
  routes: (deps) => [serve(api.uploadFile, (call) => uploadFile(deps, call, call.upload))],
  jobs: [sweepFilesJob],
};
