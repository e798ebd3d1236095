/** The services that are emulated, each with its vendor; rtc is Volcengine's. */
const vendorOfService = {
  trtc: "tencent",
  gme: "tencent",
  tiw: "tencent",
  vod: "tencent",
  rtc: "volcengine",
} as const;

/** One of the services that are emulated. */
export type ServiceName = keyof typeof vendorOfService;

/** The vendors that are emulated. */
export type Vendor = (typeof vendorOfService)[ServiceName];

/** Whose service it is. */
export function vendorOf(service: ServiceName): Vendor {
  return vendorOfService[service];
}
