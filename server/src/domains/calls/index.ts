export { decideTold, loadTold, type Told } from "./told.ts";
