import { EngineError, unsupported } from "./engineError";
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

/** One resource of a stack, by the field names of `pulumi stack export`; empty lists and maps are left out there. */
export interface Resource {
  urn: string;
  type: string;
  custom: boolean;
  /** "" in a preview: only the update will tell. */
  id?: string | undefined;
  inputs: Properties;
  outputs: Properties;
  parent?: string | undefined;
  provider?: string | undefined;
  dependencies: string[];
  propertyDependencies: { [key: string]: string[] };
  protect?: boolean | undefined;
  retainOnDelete?: boolean | undefined;
  external?: boolean | undefined;
  /** Replaced already, and waiting to be deleted. */
  delete?: boolean | undefined;
  /** Deleted already, and waiting to be created again. */
  pendingReplacement?: boolean | undefined;
  initErrors: string[];
  additionalSecretOutputs: string[];
  ignoreChanges: string[];
  created?: string | undefined;
  modified?: string | undefined;
}

/** A call that was under way when the state was written: after a crash nobody knows how it ended. */
export interface PendingOperation {
  readonly resource: Resource;
  readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
}

/** All that a state file says. */
export interface State {
  readonly resources: Resource[];
  readonly pendingOperations: PendingOperation[];
}

const listFields = ["dependencies", "initErrors", "additionalSecretOutputs", "ignoreChanges"] as const;
const textFields = ["id", "parent", "provider", "created", "modified"] as const;
const flagFields = ["protect", "retainOnDelete", "external", "delete", "pendingReplacement"] as const;
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
  private readonly written = new WeakMap<Resource, string>();

  constructor(
    private readonly secrets: Secrets,
    private readonly version: string,
  ) {}

  /** Throws for anything that the engine would lose or misread. */
  parse(file: unknown): State {
    const envelope = record(file, "the file");
    if (envelope["version"] !== 3) throw unsupported(`state files of version ${envelope["version"]}`);
    const deployment = record(envelope["deployment"], "deployment");
    const resources = list(deployment["resources"]).map((item) => this.parseResource(item));
    checkOrder(resources);
    return {
      resources,
      pendingOperations: list(deployment["pending_operations"]).map((o) => this.parsePending(o)),
    };
  }

  private parsePending(value: unknown): PendingOperation {
    const operation = record(value, "a pending operation");
    const types = ["creating", "updating", "deleting", "reading", "importing"] as const;
    const type = types.find((known) => known === operation["type"]);
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
      inputs: this.decrypt(properties(fields["inputs"])),
      outputs: this.decrypt(properties(fields["outputs"])),
      propertyDependencies: Object.fromEntries(
        Object.entries(record(fields["propertyDependencies"] ?? {})).map(([key, urns]) => [key, texts(urns)]),
      ),
      dependencies: [],
      initErrors: [],
      additionalSecretOutputs: [],
      ignoreChanges: [],
    };
    for (const field of listFields) resource[field] = texts(fields[field]);
    for (const field of textFields) resource[field] = optionalText(fields[field], field);
    for (const field of flagFields) if (fields[field] === true) resource[field] = true;
    return resource;
  }

  private decrypt(map: Properties): Properties {
    return mapProperties(map, (value) => {
      if (!isSecret(value)) return undefined;
      const ciphertext = value["ciphertext"];
      const plaintext =
        typeof ciphertext === "string" ? this.secrets.decrypt(ciphertext) : value["plaintext"];
      if (typeof plaintext !== "string")
        throw new EngineError("a secret has neither ciphertext nor plaintext");
      const opened = secret(parseJson(plaintext));
      if (typeof ciphertext === "string" && typeof opened === "object" && opened !== null) {
        this.ciphertexts.set(opened, ciphertext);
      }
      return opened;
    });
  }

  /** The text of a state file. */
  write(state: State, timestamp: string): string {
    const resources = state.resources.map((resource) => this.writeResource(resource));
    const pending = state.pendingOperations.map(
      ({ resource, type }) => `{"resource":${this.writeResource(resource)},"type":${JSON.stringify(type)}}`,
    );
    const { salt } = this.secrets;
    const members = [
      `"manifest":${JSON.stringify({ time: timestamp, magic: sha256(this.version), version: this.version })}`,
      ...(salt === undefined
        ? []
        : [`"secrets_providers":${JSON.stringify({ type: "passphrase", state: { salt } })}`]),
      `"resources":[\n${resources.join(",\n")}\n]`,
      ...(pending.length === 0 ? [] : [`"pending_operations":[\n${pending.join(",\n")}\n]`]),
      `"metadata":{}`,
    ];
    return `{"version":3,"deployment":{\n${members.join(",\n")}\n}}\n`;
  }

  /** Resources are written many times in a run; whoever changes one says so here. */
  changed(resource: Resource): void {
    this.written.delete(resource);
  }

  private writeResource(resource: Resource): string {
    const known = this.written.get(resource);
    if (known !== undefined) return known;
    const encrypted = {
      ...resource,
      inputs: this.encrypt(resource.inputs),
      outputs: this.encrypt(resource.outputs),
    };
    const json = JSON.stringify(Object.fromEntries(Object.entries(encrypted).filter(isWritten)));
    this.written.set(resource, json);
    return json;
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

/** Empty fields are left out of state files, as the CLI does. */
function isWritten([field, value]: [string, unknown]): boolean {
  return field === "custom" || !isEmpty(value);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
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

/** The URNs of all that has to be there as long as the resource is. */
export function needsOf(resource: Resource): string[] {
  const provider = resource.provider === undefined ? [] : [providerUrn(resource.provider)];
  const parent = resource.parent === undefined ? [] : [resource.parent];
  return [
    ...parent,
    ...provider,
    ...resource.dependencies,
    ...Object.values(resource.propertyDependencies).flat(),
  ];
}

/** A provider reference is the provider's URN, "::" and its id. */
function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

function record(value: unknown, what?: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  if (what === undefined) return {};
  throw new EngineError(`${what} should be an object`);
}

function properties(value: unknown): Properties {
  return asProperties(value ?? {});
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

function optionalText(value: unknown, what: string): string | undefined {
  return value === undefined ? undefined : text(value, what);
}

function parseJson(plaintext: string): Value {
  return asProperties({ value: JSON.parse(plaintext) })["value"] ?? null;
}
