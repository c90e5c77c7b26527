export { fileCase, type FileRefusal } from "./file-case.ts";
