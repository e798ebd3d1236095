import { createHash } from "node:crypto";
import { EngineError, unsupported } from "./engineError";
import { needsOf, type Resource } from "./resource";
import type { Secrets } from "./secrets";
import {
  isSecret,
  mapProperties,
  type Properties,
  reveal,
  secret,
  secretSignature,
  signatureKey,
  type Value,
} from "./values";

const pendingTypes = ["creating", "updating", "deleting", "reading", "importing"] as const;

/** A call that was under way when the state was written: after a crash nobody knows how it ended. */
export interface PendingOperation {
  readonly resource: Resource;
  readonly type: (typeof pendingTypes)[number];
}

/** All that a state file says. */
export interface State {
  readonly resources: Resource[];
  readonly pendingOperations: PendingOperation[];
}

/** Where in the program a resource stands; the program says so again in every run. */
const droppedFields = ["sourcePosition", "stackTrace"];

/** What the fields of a resource have to be. */
const fieldTypes: readonly (readonly [(value: unknown) => boolean, readonly (keyof Resource)[]])[] = [
  [isText, ["urn", "type", "id", "parent", "provider", "created", "modified"]],
  [isFlag, ["custom", "protect", "retainOnDelete", "delete", "pendingReplacement"]],
  [isTexts, ["dependencies", "initErrors", "additionalSecretOutputs", "ignoreChanges"]],
  [isRecord, ["inputs", "outputs"]],
  [(value) => isRecord(value) && Object.values(value).every(isTexts), ["propertyDependencies"]],
  [isSupportedHooks, ["resourceHooks"]],
];

/** The salt of the passphrase that a state file's secrets were encrypted with, if it has any. */
export function saltOf(file: unknown): string | undefined {
  const { type, state } = record(record(record(file)["deployment"])["secrets_providers"]);
  if (type === undefined || type === "") return undefined;
  if (type !== "passphrase") throw unsupported(`the secrets provider "${type}"`);
  return String(record(state)["salt"]);
}

/** Turns between state files and resources, and keeps ciphertexts stable from one file to the next. */
export class StateFormat {
  private readonly ciphertexts = new WeakMap<object, string>();

  constructor(
    private readonly secrets: Secrets,
    /** Of the SDK, with a "v". */
    private readonly version: string,
    /** Whether what is written shows them. */
    private readonly showsSecrets = false,
  ) {}

  /** Throws for anything that the engine would lose or misread. */
  parse(file: unknown): State {
    const { version, deployment } = record(file);
    if (version !== 3) throw unsupported(`state files of version ${version}`);
    const { resources, pending_operations: pending } = record(deployment);
    const parsed = list(resources).map((item) => this.parseResource(item));
    checkOrder(parsed);
    return { resources: parsed, pendingOperations: list(pending).map((item) => this.parsePending(item)) };
  }

  /** What belongs into a state file. */
  format({ resources, pendingOperations }: State, timestamp: string): unknown {
    const formatted = resources.map((resource) => this.formatResource(resource));
    const pending = pendingOperations.map(({ resource, type }) => ({
      resource: this.formatResource(resource),
      type,
    }));
    // Known only now: the first secret may have made it.
    const { salt } = this.secrets;
    const magic = createHash("sha256").update(this.version).digest("hex");
    const deployment = {
      manifest: { time: timestamp, magic, version: this.version },
      secrets_providers: salt === undefined ? undefined : { type: "passphrase", state: { salt } },
      resources: formatted,
      pending_operations: pending.length === 0 ? undefined : pending,
      metadata: {},
    };
    return { version: 3, deployment };
  }

  private parsePending(value: unknown): PendingOperation {
    const operation = record(value);
    const type = pendingTypes.find((known) => known === operation["type"]);
    if (type === undefined) throw new EngineError(`unknown pending operation "${operation["type"]}"`);
    return { resource: this.parseResource(operation["resource"]), type };
  }

  private parseResource(value: unknown): Resource {
    const fields = Object.fromEntries(
      Object.entries(record(value)).filter(
        ([field, content]) => !droppedFields.includes(field) && !isEmpty(content),
      ),
    );
    checkFields(fields);
    return {
      custom: false,
      dependencies: [],
      propertyDependencies: {},
      initErrors: [],
      additionalSecretOutputs: [],
      ignoreChanges: [],
      ...fields,
      inputs: this.decrypt(fields.inputs ?? {}),
      outputs: this.decrypt(fields.outputs ?? {}),
    };
  }

  /** Empty fields are left out, as the CLI does. */
  private formatResource(resource: Resource): object {
    const inputs = this.encrypt(resource.inputs);
    const outputs = this.encrypt(resource.outputs);
    const fields = Object.entries({ ...resource, inputs, outputs });
    return Object.fromEntries(fields.filter(([field, value]) => field === "custom" || !isEmpty(value)));
  }

  private decrypt(map: Properties): Properties {
    return mapProperties(map, (value) => {
      if (!isSecret(value)) return undefined;
      const { ciphertext, plaintext } = value;
      if (typeof plaintext === "string") return secret(JSON.parse(plaintext));
      if (typeof ciphertext !== "string") throw new EngineError("a secret has no ciphertext");
      const opened = secret(JSON.parse(this.secrets.decrypt(ciphertext)));
      this.ciphertexts.set(opened, ciphertext);
      return opened;
    });
  }

  private encrypt(map: Properties): Properties {
    return mapProperties(map, (value) => (isSecret(value) ? this.encryptSecret(value) : undefined));
  }

  private encryptSecret(value: Properties): Value {
    const plaintext = JSON.stringify(reveal(value));
    if (this.showsSecrets) return { [signatureKey]: secretSignature, plaintext };
    const ciphertext = this.ciphertexts.get(value) ?? this.secrets.encrypt(plaintext);
    this.ciphertexts.set(value, ciphertext);
    return { [signatureKey]: secretSignature, ciphertext };
  }
}

function checkFields(
  fields: Readonly<Record<string, unknown>>,
): asserts fields is Partial<Resource> & Pick<Resource, "urn" | "type"> {
  const { urn, type } = fields;
  if (urn === undefined || type === undefined) throw new EngineError("a resource has no urn or no type");
  for (const [field, value] of Object.entries(fields)) {
    const [isRight] = fieldTypes.find(([, names]) => names.some((name) => name === field)) ?? [];
    if (isRight === undefined) throw unsupported(`"${field}", which the state has for ${urn}`);
    if (!isRight(value)) throw new EngineError(`${field} of ${urn} is not of its type`);
  }
}

/** Whatever a resource needs comes before it in the file, and a URN has one live entry. */
function checkOrder(resources: readonly Resource[]): void {
  const seen = new Set<string>();
  const live = new Set<string>();
  for (const resource of resources) {
    const missing = needsOf(resource).find((urn) => !seen.has(urn));
    if (missing !== undefined)
      throw new EngineError(`${resource.urn} refers to ${missing}, which is not before it`);
    if (!resource.delete && live.has(resource.urn)) throw new EngineError(`${resource.urn} is there twice`);
    seen.add(resource.urn);
    if (!resource.delete) live.add(resource.urn);
  }
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isFlag(value: unknown): boolean {
  return typeof value === "boolean";
}

function isSupportedHooks(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).every(([kind, names]) => kind === "BeforeUpdate" && isTexts(names))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object; what is missing is an empty one. */
function record(value: unknown): Record<string, unknown> {
  if (isRecord(value)) return value;
  if (value === undefined || value === null) return {};
  throw new EngineError(`an object was expected, not a ${Array.isArray(value) ? "list" : typeof value}`);
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (value === undefined || value === null) return [];
  throw new EngineError(`a list was expected, not a ${typeof value}`);
}
