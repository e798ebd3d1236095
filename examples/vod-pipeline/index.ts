// A library of videos: an application of its own, its events reported, and videos that are redrawn into it.
import * as pulumi from "@pulumi/pulumi";
import { tencent } from "pulumi-media-tasks";

const config = new pulumi.Config();
const name = config.get("library") ?? "library";
const videos = config.getObject<Record<string, string>>("videos") ?? {
  trailer: "https://media.example.com/trailer.mp4",
};

const library = new tencent.vod.SubApplication(
  "library",
  { name, description: "Videos of the shows" },
  // A destroyed application loses all that is in it.
  { protect: config.getBoolean("protectLibrary") ?? true },
);

const events = new tencent.vod.EventNotification("events", {
  subAppId: library.subAppId,
  mode: tencent.vod.EventMode.push,
  notificationUrl: config.require("hook"),
  uploadMediaCompleteEventSwitch: tencent.vod.EventSwitch.on,
  deleteMediaCompleteEventSwitch: tencent.vod.EventSwitch.on,
  signKey: config.requireSecret("signKey"),
});

// Each video is redrawn once; another run of one is a change of its number: `pulumi config set --path runs.trailer 2`.
const runs = config.getObject<Record<string, number>>("runs") ?? {};
const redrawn = Object.entries(videos).map(
  ([video, url]) =>
    new tencent.vod.AigcVideoRedraw(
      video,
      {
        subAppId: library.subAppId,
        fileInfo: { type: tencent.vod.RedrawInputType.url, url },
        outputConfig: { storageMode: tencent.vod.RedrawStorageMode.permanent, mediaName: video },
        lifecycle: { triggers: [runs[video] ?? 1] },
      },
      { dependsOn: events },
    ),
);

// What else the account has, whoever created it.
const { subApplications } = tencent.vod.getSubApplicationsOutput({});

export const files = redrawn.map(({ outputFile }) => outputFile);
export const applications = subApplications.apply((all) => all.map((application) => application.name));
