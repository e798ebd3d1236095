export { storeRequired } from "./storeRequired";
