export { catalogueOf, holdingCatalogue } from "./holding.ts";
