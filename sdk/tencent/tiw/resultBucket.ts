import { z } from "zod";
import { choice } from "../../core/fields";
import { WhiteboardTask } from "./whiteboardTask";

/** Inputs that say where the files of an application's tasks go. */
export const resultBucket = {
  /** Whose files they are, see {@link WhiteboardTask}: recordings or transcoded documents. Vendor name: TaskType. */
  taskType: choice(WhiteboardTask),
  /** The COS bucket, for example "lessons-1250000000". Vendor name: BucketName. */
  bucketName: z.string().min(1),
  /** Region of the bucket, for example "ap-singapore". Vendor name: BucketLocation. */
  bucketLocation: z.string().min(1),
  /** What stands before the names of the files in the bucket; "" for nothing. Vendor name: BucketPrefix. */
  bucketPrefix: z.string(),
  /**
   * The domain in the addresses of the files that are told, for example "files.example.com"; it has to accelerate the
   * bucket. Vendor name: ResultDomain.
   */
  resultDomain: z.string().min(1),
};
