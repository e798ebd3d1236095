import { redacted } from "./journal";
import { type JsonObject, type JsonValue, member, picked, sameJson } from "./json";
import { Refusal } from "./refusal";
import type { Action, Call } from "./service";
import type { ServiceName } from "./serviceName";
import type { World } from "./world";

/** What is created and stays, e.g. an application. */
export interface Entity {
  readonly account: string;
  /** What it is in, by the words of its kind. */
  readonly place: string;
  readonly id: number | string;
  readonly createdAt: number;
  /** What it is made of, by the vendor's names. */
  values: JsonObject;
  /** What becomes of it at a time. */
  due?: { readonly at: number; readonly values: JsonObject };
}

/** What a change makes of an entity. */
export interface Change {
  readonly now?: JsonObject;
  readonly later?: { readonly afterMs: number; readonly values: JsonObject };
}

/** What the entities of one kind have in common. */
export interface EntityWords {
  readonly service: ServiceName;
  /** What they are called, e.g. application. */
  readonly kind: string;
  /** Member of a call that names one. */
  readonly id: string;
  /** What a call says that one is in, where ids are unique there only. */
  place?(body: JsonObject): string;
  /** The id of a new one, by how many there are, or as the call says. */
  newId(count: number, body: JsonObject): number | string;
  /** The code for a new one whose id another one has; needed where the caller chooses it. */
  exists?(): string;
  /** How many there may be in a place, or of an account. */
  readonly quota?: { most(): number; code(): string };
  /** What one has that is deleted, or closed where nothing is deleted. */
  readonly over: JsonObject;
  /** Whether no action knows one any more that is over. */
  readonly isForgotten?: true;
  /** The code for one that does not exist. */
  unknown(action: string): string;
}

/** The entities of one kind, and the actions on them. */
export class EntityKind {
  readonly #entities = new Map<string, Entity>();

  constructor(
    private readonly world: World,
    private readonly words: EntityWords,
  ) {
    const { service, kind, over } = words;
    world.entities.add({
      service,
      kind,
      views: () =>
        this.#all().map((entity) => ({
          id: String(entity.id),
          isOver: this.#isOver(entity),
          values: redacted(entity.values),
        })),
      end: (id) => {
        const ended = this.#all().filter((entity) => String(entity.id) === id);
        for (const entity of ended) entity.values = { ...entity.values, ...over };
        return ended.length > 0;
      },
    });
  }

  create(initial: (body: JsonObject) => JsonObject, reply: (entity: Entity) => JsonValue): Action {
    return ({ account, body }) => {
      const { quota, newId, exists } = this.words;
      const place = this.#placeOf(body);
      if (quota && this.#in(account, place).length >= quota.most()) {
        throw new Refusal(quota.code(), "The number of them exceeds the limit.");
      }
      const id = newId(this.#entities.size, body);
      if (exists && this.#known(account, place, id)) {
        throw new Refusal(exists(), "It exists already.");
      }
      const entity: Entity = {
        ...{ account, place, id, createdAt: this.world.clock.now(), values: initial(body) },
      };
      this.#entities.set(keyOf(account, place, id), entity);
      return reply(entity);
    };
  }

  /** Changes the one that a call names. */
  change(
    changed: (entity: Entity, body: JsonObject) => Change,
    reply: (entity: Entity) => JsonValue = () => ({}),
  ): Action {
    return this.read((entity, body) => {
      const { now, later } = changed(entity, body);
      entity.values = { ...entity.values, ...now };
      if (later) entity.due = { at: this.world.clock.now() + later.afterMs, values: later.values };
      return reply(entity);
    });
  }

  /** What a call reads of the one that it names. */
  read(reply: (entity: Entity, body: JsonObject) => JsonValue): Action {
    return (call) => {
      const entity = this.named(call);
      if (entity === undefined) throw new Refusal(this.words.unknown(call.action), "It does not exist.");
      return reply(entity, call.body);
    };
  }

  /** Lists those that fit, from Offset on, at most Limit of them. */
  list(
    reply: (page: readonly Entity[], total: number) => JsonValue,
    fits: (entity: Entity, body: JsonObject) => boolean,
    mostAtOnce: number,
  ): Action {
    return (call) => {
      const { body } = call;
      const found = this.visible(call).filter((entity) => fits(entity, body));
      const offset = Number(member(body, "Offset") ?? 0);
      return reply(found.slice(offset, offset + Number(member(body, "Limit") ?? mostAtOnce)), found.length);
    };
  }

  /** An account's, as they are now, oldest first. */
  of(account: string): Entity[] {
    return this.#all().filter((entity) => entity.account === account && this.#isKnown(entity));
  }

  /** The one that a call names, as it is now. */
  named({ account, body }: Pick<Call, "account" | "body">): Entity | undefined {
    return this.#known(account, this.#placeOf(body), member(body, this.words.id));
  }

  /** Those in the place of one that a call names or makes, oldest first. */
  beside({ account, body }: Pick<Call, "account" | "body">): Entity[] {
    return this.#in(account, this.#placeOf(body));
  }

  /** Those of them that reads show already. */
  visible(call: Pick<Call, "account" | "body">): Entity[] {
    const since = this.world.clock.now() - this.world.behaviour.common.visibleAfterMs;
    return this.beside(call).filter(({ createdAt }) => createdAt <= since);
  }

  #placeOf(body: JsonObject): string {
    return this.words.place?.(body) ?? "";
  }

  #in(account: string, place: string): Entity[] {
    return this.of(account).filter((entity) => entity.place === place);
  }

  #known(account: string, place: string, id: JsonValue | undefined): Entity | undefined {
    const entity = this.#entities.get(keyOf(account, place, id));
    return entity && this.#isKnown(entity) ? this.#settled(entity) : undefined;
  }

  #isKnown(entity: Entity): boolean {
    return !(this.words.isForgotten && this.#isOver(entity));
  }

  #isOver({ values }: Entity): boolean {
    const { over } = this.words;
    return sameJson(picked(values, Object.keys(over)), over);
  }

  #all(): Entity[] {
    return [...this.#entities.values()].map(this.#settled);
  }

  readonly #settled = (entity: Entity): Entity => {
    if (entity.due !== undefined && this.world.clock.now() >= entity.due.at) {
      entity.values = { ...entity.values, ...entity.due.values };
      delete entity.due;
    }
    return entity;
  };
}

function keyOf(account: string, place: string, id: JsonValue | undefined): string {
  return `${account} ${place} ${String(id)}`;
}
