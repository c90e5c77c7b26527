import type { Manifest } from "@warmline/shared/api/manifest.ts";
import type { Collection } from "@warmline/shared/store/collection.ts";
import type { AnyApprovable } from "./commands/approvable.ts";
import type { SubjectNaming } from "./audit/subjects.ts";
import type { Deps } from "./deps.ts";
import type { Job } from "./jobs/job.ts";
import type { Route } from "./http/serve.ts";
import type { Searchable } from "./search/searchable.ts";
import type { LiveView } from "./realtime/view.ts";
import type { WebhookRoute } from "./webhooks/webhook.ts";

/**
 * A domain or channel as the server runs it: what its manifest declares, and what answers. Adding
 * one edits nothing central but the list in modules.ts.
 */
export interface Module {
  readonly manifest: Manifest;
  readonly collections?: readonly Collection[];
  /** Every endpoint of the manifest with the command or query behind it. */
  readonly routes?: (deps: Deps) => readonly Route[];
  /**
   * Every webhook of the manifest, with what checks its signature and answers it; none while the
   * channel has no account, whose packages are not even loaded then.
   */
  readonly webhooks?: (deps: Deps) => readonly WebhookRoute[] | Promise<readonly WebhookRoute[]>;
  /** Every live view of the manifest. */
  readonly views?: (deps: Deps) => readonly LiveView[];
  /** Begins to follow the log, on every node that serves; ends with the store, or by `onStop`. */
  readonly follow?: (deps: Deps) => Promise<void>;
  /** Work that outlives a request, carried out on every node that serves. */
  readonly jobs?: readonly Job[];
  /** Commands that people may ask for where they may not do them alone. */
  readonly approvables?: readonly AnyApprovable[];
  /** What of it is found in the one box. */
  readonly searchables?: readonly Searchable[];
  /** How the audit page calls what its commands are about. */
  readonly subjects?: readonly SubjectNaming[];
}
