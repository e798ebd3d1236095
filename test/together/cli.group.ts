import { runFiles } from "./runFiles.ts";

runFiles(__filename);
