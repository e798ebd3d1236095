// By its file: the package.json names "main" twice, which strict readers (jest's, bundlers') refuse.
import { Api } from "tls-sig-api-v2/TLSSigAPIv2.js";
import type { Report } from "../../sdk/core/rules";
import { appSecretKeyOf } from "../core/config/appSecretKeys";
import type { Context } from "../core/lifecycle";

/** The inputs of a task whose robot joins a room. */
interface InRoom {
  readonly sdkAppId: number;
  readonly roomId: string | number;
}

/** How an API takes the robot of a task. */
interface RobotParameters<Inputs> {
  /** What the program says of it. */
  given(inputs: Inputs): { readonly userId?: string | undefined; readonly userSig?: string | undefined };
  /** The input that holds its sign-in signature. */
  readonly signaturePath: string;
  /** How long its id may be, in bytes. */
  readonly maxBytes: number;
  /** How its id has to begin. */
  prefix?(inputs: Inputs): string;
}

/** Long enough for any task; the robot signs in when the task starts or moves to another machine. */
const validSeconds = 30 * 24 * 3_600;

/** A robot in a room: a second one under its name throws it out. */
export function robotIn({ sdkAppId, roomId }: InRoom, userId: string): string {
  return `the robot "${userId}" in room ${roomId} of application ${sdkAppId}`;
}

/** The user that a task is in its room: named by the program or derived, signed in by the program or by a key. */
export function defineRobot<Inputs extends InRoom>({
  given,
  signaturePath,
  maxBytes,
  prefix = () => "",
}: RobotParameters<Inputs>) {
  function idOf(inputs: Inputs, context: Pick<Context, "deriveId">): string {
    const beginning = prefix(inputs);
    return given(inputs).userId ?? beginning + context.deriveId(maxBytes - beginning.length);
  }

  return {
    /** Its id in the room; what is derived is the same for the same task, and no other task's. */
    idOf,

    /** It in its room, in words. */
    label: (inputs: Inputs, context: Context): string => robotIn(inputs, idOf(inputs, context)),

    /** What no other task of a program may have. */
    claims: (inputs: Inputs): string[] => {
      const { userId } = given(inputs);
      return userId === undefined ? [] : [robotIn(inputs, userId)];
    },

    /** Fails where there is neither a signature nor a key to make one. */
    check(inputs: Inputs, { settings }: Pick<Context, "settings">, report: Report): void {
      const { sdkAppId } = inputs;
      if (given(inputs).userSig !== undefined || appSecretKeyOf(settings, sdkAppId) !== undefined) return;
      report.failure(
        signaturePath,
        `it is missing, and the configuration has no secret key of application ${sdkAppId} to make it from`,
        `add it, or \`pulumi config set --secret tencentcloud:appSecretKeys '{"${sdkAppId}":"<secret key>"}'\``,
      );
    },

    /** Its id, and its signature: made now, and shown nowhere. */
    signIn(inputs: Inputs, context: Context): { userId: string; userSig: string | undefined } {
      const { sdkAppId } = inputs;
      const userId = idOf(inputs, context);
      const { userSig } = given(inputs);
      const key = userSig === undefined ? appSecretKeyOf(context.settings, sdkAppId) : undefined;
      if (key === undefined) return { userId, userSig };
      const made = new Api(sdkAppId, key).genSig(userId, validSeconds);
      context.conceal(made);
      return { userId, userSig: made };
    },
  };
}
