import { startVendors, type Vendors } from "../../local/vendors";
import { facts } from "../../local/vendors/facts";
import { isObject, type JsonObject, picked } from "../../local/vendors/json";
import { Stage } from "../provider/support";
import { type Answer, type CallOptions, tencent, volcengine } from "../vendors/client";
import type { Attempt } from "./attempts";
import { inputOf, type Operation } from "./operations";
import { type Parameter, pathsIn } from "./parameters";
import { changed, partAt } from "./paths";
import { typeNamed } from "./typesThat";
import { inOurForm, inputAt, inVendorsForm, isSameName } from "./wire";

/** Whether the vendor and our check take the same thing. */
export interface Verdicts {
  readonly vendor: boolean;
  readonly check: boolean;
}

/** An example of inputs, the vendor's body that follows from it, and where in the body a parameter stands. */
export interface Place {
  readonly inputs: JsonObject;
  readonly body: JsonObject;
  readonly path: string;
}

/** Everything that the vendor's actions could be told of inputs. */
export function bodyFor(operation: Operation, inputs: JsonObject): JsonObject {
  const body = spelledFor(operation, inVendorsForm(operation.contract, inputs));
  const { list } = operation;
  if (list !== undefined) body[list] = [itemOf(operation, list, body)];
  const inside = Object.entries(operation.filledInside).filter(([path]) =>
    isObject(partAt(body, path.slice(0, path.lastIndexOf(".")))),
  );
  const filled = [...Object.entries(operation.filled), ...inside];
  const missing = filled.filter(([path]) => partAt(body, path) === undefined);
  return changed(body, Object.fromEntries(missing));
}

/** What of a body an item of a list has. */
function itemOf({ service }: Operation, list: string, body: JsonObject): JsonObject {
  const { structures } = facts[service];
  const field = Object.values(structures).find(({ fields }) => fields[list]?.list)?.fields[list];
  return picked(body, Object.keys(structures[field?.ref ?? field?.type ?? ""]?.fields ?? {}));
}

/** The examples of a resource as inputs and as the vendor's body. */
export function examplesFor(operation: Operation): Omit<Place, "path">[] {
  const { full, idle = [] } = typeNamed(operation.type);
  return [...full, ...idle].map((example) => {
    const inputs = { ...example, ...operation.inputs };
    return { inputs, body: bodyFor(operation, inputs) };
  });
}

/** Where the examples have a parameter; the shortest example first, which is judged soonest. */
export function placesOf(examples: readonly Omit<Place, "path">[], { name }: Parameter): Place[] {
  const size = ({ body }: Omit<Place, "path">) => JSON.stringify(body).length;
  return examples
    .toSorted((one, other) => size(one) - size(other))
    .flatMap((example) => pathsIn(example.body, name).map((path) => ({ ...example, path })));
}

/** The members of a body that an action has. */
function membersFor(service: Operation["service"], action: string, body: JsonObject): JsonObject {
  return picked(spelledFor({ service, action }, body), namesIn({ service, action }));
}

/** A body with its members spelled as an action has them. */
function spelledFor(operation: Pick<Operation, "service" | "action">, body: JsonObject): JsonObject {
  const known = namesIn(operation);
  const spelled = (name: string) => known.find((one) => isSameName(one, name)) ?? name;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [spelled(name), value]));
}

function namesIn({ service, action }: Pick<Operation, "service" | "action">): string[] {
  const structure = facts[service].actions[action]?.input ?? "";
  return Object.keys(facts[service].structures[structure]?.fields ?? {});
}

/** What an answer tells beside the inputs, which stay as they are tried. */
function withoutInputs({ contract }: Operation, answer: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => inputAt(contract, name) === undefined));
}

/** The emulated vendors on one side, our check on the other. */
export class Comparison implements AsyncDisposable {
  private constructor(
    private readonly stage: Stage,
    private readonly vendors: Vendors,
  ) {}

  static async start(): Promise<Comparison> {
    const vendors = await startVendors({
      rateLimits: false,
      site: "international",
      // What may change while a task runs is another question than which values there are.
      behaviour: { trtc: { immutableUpdateCode: undefined }, volcengineRtc: { ineffectiveUpdate: "accept" } },
    });
    // Check makes no calls; the endpoint says which site it is for.
    const config = { "tencentcloud:endpoint": "https://{service}.intl.tencentcloudapi.com" };
    return new Comparison(await Stage.start({ config }), vendors);
  }

  /** Whether the vendor takes a body; what its action needs is started before, under the ids that the body names. */
  async vendorTakes(operation: Operation, body: JsonObject, options: CallOptions = {}): Promise<boolean> {
    this.vendors.reset();
    const { service, action, start, between } = operation;
    const known = [body];
    const bodyOf = (name: string): JsonObject =>
      Object.assign({}, ...known.map((part) => membersFor(service, name, part)));
    if (start !== undefined) {
      const { result } = await this.#send(operation, start, bodyOf(start), {});
      const told = isObject(result) ? [result, ...Object.values(result).filter(isObject)] : [];
      known.push(...told.map((part) => withoutInputs(operation, part)));
    }
    for (const needed of between) await this.#send(operation, needed, bodyOf(needed), {});
    const answer = await this.#send(operation, action, bodyOf(action), options);
    return answer.code === "ok";
  }

  /** Whether check takes inputs. */
  async checkTakes({ type }: Operation, inputs: JsonObject): Promise<boolean> {
    return (await this.stage.resource(type).failures(inputs)).length === 0;
  }

  /**
   * What both say of an attempt. A good value is tried wherever it may stand until both take it, since rules across
   * parameters may stand against it in one place and not in another.
   */
  async judge(operation: Operation, places: readonly Place[], attempt: Attempt): Promise<Verdicts> {
    let best: Verdicts | undefined;
    for (const place of places) {
      const verdicts = await this.#judgeAt(operation, place, attempt);
      if (attempt.expected !== "accepted" || (verdicts.vendor && verdicts.check)) return verdicts;
      if (best === undefined || (verdicts.vendor && !best.vendor)) best = verdicts;
    }
    if (best === undefined) throw new Error("There is no place to try it.");
    return best;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stage[Symbol.asyncDispose]();
    await this.vendors.close();
  }

  async #judgeAt(operation: Operation, place: Place, { item, value }: Attempt): Promise<Verdicts> {
    const path = item ? `${place.path}[0]` : place.path;
    const input = inputOf(operation, path);
    if (input === undefined) throw new Error(`No input gives ${path}.`);
    const ours = value === undefined ? undefined : inOurForm(input.schema, value);
    return {
      vendor: await this.vendorTakes(operation, changed(place.body, { [path]: value })),
      check: await this.checkTakes(operation, changed(place.inputs, { [input.path]: ours })),
    };
  }

  #send({ service }: Operation, action: string, body: JsonObject, options: CallOptions): Promise<Answer> {
    return service === "volcengineRtc"
      ? volcengine(this.vendors, action, body, options)
      : tencent(this.vendors, service, action, body, options);
  }
}
