export { residentArticle } from "./resident-article.ts";
export { firstKnowledge } from "./seed-command.ts";
