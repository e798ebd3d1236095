import type { FacetPath, OwnFacets } from "../../core/facets";
import type { EventNotificationInputs } from "./EventNotification";

/** How policies read an event notification. */
export const eventNotificationFacets: OwnFacets<FacetPath<EventNotificationInputs>> = {
  address: [{ url: "notificationUrl", signingKey: "signKey", only: [{ path: "mode", values: ["PUSH"] }] }],
  service: [{ application: "subAppId", requestsPerSecond: 20 }],
};
