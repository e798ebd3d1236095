export { type CostLine, type CostReport, costOf, type Unpriced } from "./costOf";
export { type Prices, pricesSchema } from "./prices";
export { renderCost } from "./renderCost";
