import type { z } from "zod";
import type { applicationConfig } from "../../../sdk/tencent/tiw/ApplicationConfig";
import type { connectTiw } from "./Tiw";

type Inputs = z.output<typeof applicationConfig.inputs>;
type Place = Pick<Inputs, "sdkAppId" | "taskType"> & { readonly region: NonNullable<Inputs["region"]> };

/** What an application is configured to for a type of task; undefined where that names no bucket. */
export async function configFor(tiw: ReturnType<typeof connectTiw>, { region, sdkAppId, taskType }: Place) {
  const place = { region, sdkAppId, taskTypes: [taskType] };
  const { configs = [] } = await tiw.describeWhiteboardApplicationConfig(place);
  return configs.find((config) => config.taskType === taskType && config.bucketName);
}
