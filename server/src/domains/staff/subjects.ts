import { permits } from "@warmline/shared/access/permission.ts";
import { sessions, staff } from "@warmline/shared/staff/model.ts";
import { staffPermissions } from "@warmline/shared/staff/permissions.ts";
import { foundIn, naming, type Named, type Naming } from "../../platform/audit/subjects.ts";

export const staffSubjects = [
  naming({ collection: staff, name: ({ id }, asked) => staffName(id, asked) }),
  naming({
    collection: sessions,
    needs: ({ staffId }) => [`staff/${staffId}`],
    name: ({ staffId }, asked) => staffName(staffId, asked),
  }),
];

function staffName(id: string, asked: Naming): Named | null {
  const member = foundIn(asked, staff, id);
  if (member === undefined) return null;
  const text = `${member.name} ${member.login}`;
  const open = permits(asked.actor, staffPermissions.read);
  return open ? { text, page: { kind: "staff", id } } : { text };
}
