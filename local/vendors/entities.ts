import type { JsonValue } from "./json";
import { type ServiceName, type Vendor, vendorOf } from "./serviceName";

/** What a person or a test sees of what was created and stays, e.g. an application. */
export interface EntityView {
  vendor: Vendor;
  service: ServiceName;
  kind: string;
  id: string;
  /** Whether it is deleted, or what comes nearest to that at the vendor. */
  isOver: boolean;
  /** What it is made of, by the vendor's names; secrets redacted. */
  values: JsonValue;
}

/** What the entities of one kind are seen by. */
interface Seen {
  readonly service: ServiceName;
  readonly kind: string;
  views(): readonly Pick<EntityView, "id" | "isOver" | "values">[];
  /** Makes an end of one; false where there is none of this id. */
  end(id: string): boolean;
}

/** The entities of all services. */
export class Entities {
  readonly #kinds: Seen[] = [];

  add(kind: Seen): void {
    this.#kinds.push(kind);
  }

  /** Every one, oldest first among those of a kind. */
  all(): EntityView[] {
    return this.#kinds.flatMap(({ service, kind, views }) =>
      views().map((view) => ({ vendor: vendorOf(service), service, kind, ...view })),
    );
  }

  end(id: string): void {
    if (!this.#kinds.some((kind) => kind.end(id))) throw new Error(`No entity has the id ${id}.`);
  }
}
