import { fields } from "../../sdk/core/fields";
import { relay } from "../core/examples";
import { stackRule } from "../core/rule";

const robot = (userId?: string) => ({ agentParams: { maxIdleTime: 60, ...(userId && { userId }) } });

/** A robot that enters a room under the name of another one throws it out, and that one's task ends. */
export const uniqueRobotUser = stackRule({
  name: "ops-unique-robot-user",
  title: "Names of robots",
  description: "No two robots of a stack have the same name in a room.",
  level: "mandatory",
  severity: "high",
  remediation: "Name each robot otherwise, or leave its name out to have one derived.",
  settings: fields({}),
  examples: {
    good: [
      [relay("one name", robot("robot-1")), relay("another name", robot("robot-2"))],
      [relay("a name", robot("robot")), relay("in another room", { ...robot("robot"), roomId: "295067" })],
      [
        relay("a name", robot("robot")),
        relay("in another application", { ...robot("robot"), sdkAppId: 1400188367 }),
      ],
      [relay("names that are derived", robot()), relay("names that are derived", robot())],
    ],
    bad: [
      {
        stack: [relay("a name", robot("robot")), relay("the same name", robot("robot"))],
        finds: [1],
      },
      {
        stack: [
          relay("a name", robot("robot")),
          relay("the same name, in a room that is published to", {
            ...robot("other"),
            roomId: "295067",
            feedBackRoomParams: [{ roomId: "295066", roomIdType: 0, userId: "robot", userSig: "signature" }],
          }),
        ],
        finds: [1],
      },
    ],
  },
  checkStack(subjects, _settings, findings) {
    const seen = new Map<string, string>();
    for (const subject of subjects) {
      if (subject.isStopped) continue;
      for (const { application, id, idType, robot: user } of subject.facets("room")) {
        const name = user.value;
        if (name === undefined || id.value === undefined) continue;
        const key = JSON.stringify([application.value, idType.value, id.value, name]);
        const other = seen.get(key);
        if (other === undefined) seen.set(key, subject.name);
        else {
          findings.report(
            subject,
            `${user.path} is "${name}", which ${other} uses in room "${id.value}" too`,
            "use another name, or leave it out to have one derived",
          );
        }
      }
    }
  },
});
