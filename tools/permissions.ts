// `npm run docs`: writes docs/permissions.md from the domains' permissions.ts and api.ts.
// A test fails while the file is behind the declarations.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ROLES } from "@warmline/shared/access/actor.ts";
import type { Permission } from "@warmline/shared/access/permission.ts";
import { endpoints, manifests, webhooks } from "@warmline/shared/manifests.ts";
import { formatMessage } from "@warmline/shared/messages/index.ts";

export const PERMISSIONS_FILE = fileURLToPath(new URL("../docs/permissions.md", import.meta.url));

const GRANTED = [...ROLES, "kiosk", "tv", "channel"] as const;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(PERMISSIONS_FILE, permissionsText());
}

/** What the file has to be. */
export function permissionsText(): string {
  const names = ROLES.map((role) => `${role} ${formatMessage("zh", `staff.role.${role}`)}`);
  return [
    "# Permissions",
    "",
    "Written by `npm run docs` from each domain's `permissions.ts` and `api.ts`. What a role may",
    "do, scope narrows to its branch or hall (`shared/src/access/scope.ts`); the system itself may",
    "do everything, and whoever is not signed in nothing but what is named last.",
    "",
    `Roles: ${names.join(", ")}; paired devices: kiosk 自助机, tv 叫号屏;`,
    "channel 渠道: whoever calls by signed webhooks.",
    "",
    ...manifests
      .filter(({ permissions }) => permissions.length > 0)
      .flatMap(({ name, permissions }) => [`## ${name}`, "", ...table(permissions), ""]),
    "## Without a sign-in",
    "",
    ...opened("public").map((line) => `- ${line}`),
    "",
  ].join("\n");
}

function table(permissions: readonly Permission[]): string[] {
  return [
    row(["permission", ...GRANTED, "opens"]),
    row(["---", ...GRANTED.map(() => ":-:"), "---"]),
    ...permissions.map(({ name, granted }) =>
      row([
        `\`${name}\``,
        ...GRANTED.map((one) => (granted.includes(one) ? "●" : "")),
        opened(name).join("<br>"),
      ]),
    ),
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** The endpoints and webhooks that take this permission, by path. */
function opened(permission: string): string[] {
  const hooks = webhooks.map(({ path, permit }) => ({ method: "post", path, permit }) as const);
  return [...endpoints, ...hooks]
    .filter(({ permit }) => (permit === "public" ? permit : permit.name) === permission)
    .map(({ method, path }) => ({
      order: `${path} ${method}`,
      line: `\`${method.toUpperCase()} ${path}\``,
    }))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ line }) => line);
}
