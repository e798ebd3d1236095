import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "@jest/globals";
import schema from "../../plugin/schema.json";
import { nativeType } from "../../sdk/core/contract";
import released from "../fixtures/released.json";
import { metaschema } from "./metaschema";
import { shapeOf } from "./schemaShape";

// Run before a release: npx jest --testMatch '**/schema.record.ts'. What programs depend on from then on.
test("the schema of what is released", () => {
  const shape = shapeOf(metaschema.parse(schema), released.map(nativeType));
  writeFileSync(
    join(__dirname, "../fixtures/releasedSchema.json"),
    `${JSON.stringify(shape, undefined, 1)}\n`,
  );
});
