import { EngineError, unsupported } from "./engineError";
import { needsOf, type Resource } from "./resource";
import type { Secrets } from "./secrets";
import {
  asProperties,
  isSecret,
  mapProperties,
  type Properties,
  reveal,
  secret,
  secretSignature,
  sha256,
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

const listFields = ["dependencies", "initErrors", "additionalSecretOutputs", "ignoreChanges"] as const;
const textFields = ["id", "parent", "provider", "created", "modified"] as const;
const flagFields = ["protect", "retainOnDelete", "delete", "pendingReplacement"] as const;
/** Where in the program a resource stands; the program says so again in every run. */
const droppedFields = ["sourcePosition", "stackTrace"];
const knownFields: readonly string[] = [
  ...["urn", "type", "custom", "inputs", "outputs", "propertyDependencies"],
  ...[...listFields, ...textFields, ...flagFields, ...droppedFields],
];

/** The salt of the passphrase that a state file's secrets were encrypted with, if it has any. */
export function saltOf(file: unknown): string | undefined {
  const providers = record(record(record(file)["deployment"])["secrets_providers"]);
  if (providers["type"] === undefined || providers["type"] === "") return undefined;
  if (providers["type"] !== "passphrase") throw unsupported(`the secrets provider "${providers["type"]}"`);
  return text(record(providers["state"])["salt"], "secrets_providers.state.salt");
}

/** Turns between state files and resources, and keeps ciphertexts stable from one file to the next. */
export class StateFormat {
  private readonly ciphertexts = new WeakMap<object, string>();

  constructor(
    private readonly secrets: Secrets,
    /** Of the SDK, with a "v". */
    private readonly version: string,
  ) {}

  /** Throws for anything that the engine would lose or misread. */
  parse(file: unknown): State {
    const envelope = record(file, "the file");
    if (envelope["version"] !== 3) throw unsupported(`state files of version ${envelope["version"]}`);
    const deployment = record(envelope["deployment"], "deployment");
    const resources = list(deployment["resources"]).map((item) => this.parseResource(item));
    checkOrder(resources);
    const pendingOperations = list(deployment["pending_operations"]).map((item) => this.parsePending(item));
    return { resources, pendingOperations };
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
    const deployment = {
      manifest: { time: timestamp, magic: sha256(this.version), version: this.version },
      secrets_providers: salt === undefined ? undefined : { type: "passphrase", state: { salt } },
      resources: formatted,
      pending_operations: pending.length === 0 ? undefined : pending,
      metadata: {},
    };
    return { version: 3, deployment };
  }

  private parsePending(value: unknown): PendingOperation {
    const operation = record(value, "a pending operation");
    const type = pendingTypes.find((known) => known === operation["type"]);
    if (type === undefined) throw new EngineError(`unknown pending operation "${operation["type"]}"`);
    return { resource: this.parseResource(operation["resource"]), type };
  }

  private parseResource(value: unknown): Resource {
    const fields = record(value, "a resource");
    const urn = text(fields["urn"], "urn");
    const lost = Object.keys(fields).find((field) => !knownFields.includes(field) && !isEmpty(fields[field]));
    if (lost !== undefined) throw unsupported(`"${lost}", which the state has for ${urn}`);
    const resource: Resource = {
      urn,
      type: text(fields["type"], "type"),
      custom: fields["custom"] === true,
      inputs: this.decrypt(asProperties(fields["inputs"])),
      outputs: this.decrypt(asProperties(fields["outputs"])),
      propertyDependencies: Object.fromEntries(
        Object.entries(record(fields["propertyDependencies"])).map(([key, urns]) => [key, texts(urns)]),
      ),
      dependencies: [],
      initErrors: [],
      additionalSecretOutputs: [],
      ignoreChanges: [],
    };
    for (const field of listFields) resource[field] = texts(fields[field]);
    for (const field of textFields) {
      if (fields[field] !== undefined) resource[field] = text(fields[field], field);
    }
    for (const field of flagFields) if (fields[field] === true) resource[field] = true;
    return resource;
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
      if (typeof ciphertext === "string") {
        const opened = secret(JSON.parse(this.secrets.decrypt(ciphertext)));
        this.ciphertexts.set(opened, ciphertext);
        return opened;
      }
      if (typeof plaintext === "string") return secret(JSON.parse(plaintext));
      throw new EngineError("a secret has neither ciphertext nor plaintext");
    });
  }

  private encrypt(map: Properties): Properties {
    return mapProperties(map, (value) => (isSecret(value) ? this.encryptSecret(value) : undefined));
  }

  private encryptSecret(value: Properties): Value {
    const ciphertext = this.ciphertexts.get(value) ?? this.secrets.encrypt(JSON.stringify(reveal(value)));
    this.ciphertexts.set(value, ciphertext);
    return { [signatureKey]: secretSignature, ciphertext };
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

/** The value as an object; what is none is an empty one, or a mistake if it has a name. */
function record(value: unknown, what?: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  if (what === undefined) return {};
  throw new EngineError(`${what} should be an object`);
}

function list(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new EngineError("a list was expected");
  return value;
}

function texts(value: unknown): string[] {
  return list(value).map((item) => text(item, "a list item"));
}

function text(value: unknown, what: string): string {
  if (typeof value !== "string") throw new EngineError(`${what} should be a text`);
  return value;
}
