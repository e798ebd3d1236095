import { fields } from "../../sdk/core/fields";
import { finds, rtcRecording, trtcRecording, voiceRecording } from "../core/examples";
import { resourceRule } from "../core/rule";

const users = (count: number) => Array.from({ length: count }, (_, index) => `user-${index}`);
const streams = (count: number) => users(count).map((userId, index) => ({ userId, index }));

/** Lists of users and streams are no longer than the vendor takes, and do not contradict each other. */
export const listSizes = resourceRule({
  name: "ops-list-sizes",
  title: "Length of lists",
  description: "Lists of users and streams are as the vendor takes them.",
  level: "mandatory",
  severity: "medium",
  remediation: "Name fewer, or only one of lists that exclude each other.",
  settings: fields({}),
  examples: {
    good: [
      voiceRecording("as many users as the vendor takes", {
        "subscribeRecordUserIds.subscribeUserIds": users(20),
      }),
      voiceRecording("one of two lists is empty", {
        "subscribeRecordUserIds.subscribeUserIds": users(1),
        "subscribeRecordUserIds.unSubscribeUserIds": [],
      }),
      trtcRecording("as many users as the vendor takes, for sound and for pictures", {
        "recordParams.subscribeStreamUserIds": {
          subscribeAudioUserIds: users(32),
          unSubscribeVideoUserIds: users(32),
        },
      }),
      rtcRecording("as many streams as the vendor takes, in both lists", {
        "targetStreams.streamList": streams(17),
        "excludeStreams.streamList": streams(17),
      }),
    ],
    bad: [
      finds(
        voiceRecording("a user more", { "subscribeRecordUserIds.unSubscribeUserIds": users(21) }),
        "subscribeRecordUserIds.unSubscribeUserIds",
      ),
      finds(
        voiceRecording("two lists that exclude each other", {
          "subscribeRecordUserIds.subscribeUserIds": users(1),
          "subscribeRecordUserIds.unSubscribeUserIds": users(1),
        }),
        "subscribeRecordUserIds.unSubscribeUserIds",
      ),
      finds(
        trtcRecording("a user more whose picture is recorded", {
          "recordParams.subscribeStreamUserIds": { subscribeVideoUserIds: users(33) },
        }),
        "recordParams.subscribeStreamUserIds.subscribeVideoUserIds",
      ),
      finds(
        rtcRecording("a stream more", { "excludeStreams.streamList": streams(18) }),
        "excludeStreams.streamList",
      ),
    ],
  },
  check(subject, _settings, findings) {
    const lists = subject.facets("list").filter(({ of }) => of.value !== "windows");
    for (const { length, most } of lists) {
      const [count, limit] = [length.value, most.value];
      if (count === undefined || limit === undefined || count <= limit) continue;
      findings.report(length.path, `${count} entries are more than the vendor takes: ${limit}`, "name fewer");
    }
    const used = lists.filter(({ exclusive, length }) => exclusive.value && (length.value ?? 0) > 0);
    for (const { length } of used.slice(1)) {
      findings.report(
        length.path,
        `it has entries, and ${used[0]?.length.path} excludes it`,
        "keep the list that says it all",
      );
    }
  },
});
