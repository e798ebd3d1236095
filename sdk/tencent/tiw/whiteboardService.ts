/** How policies read the service of an interactive whiteboard, and how often it makes a resource. */
export const whiteboardService = {
  region: { path: "region", otherwise: "ap-singapore" },
  application: "sdkAppId",
  requestsPerSecond: 20,
} as const;
