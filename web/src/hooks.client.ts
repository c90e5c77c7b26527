// Before any page, as its modules may use them at once.
// oxlint-disable-next-line import/no-unassigned-import -- they put themselves in place
import "@warmline/shared/client/polyfills.ts";
