import type { FieldFacts, ServiceFacts } from "../../local/vendors/facts";
import { isObject, type JsonValue } from "../../local/vendors/json";

/** A documented parameter of an action. */
export interface Parameter {
  /** Dotted, without indexes of lists: `VideoParams.WaterMarkList.WaterMarkText.Font`. */
  readonly name: string;
  readonly facts: FieldFacts;
  /** Whether it is a structure of parameters, or a list of such. */
  readonly isStructure: boolean;
}

/** Every documented parameter of an action, nested ones too. */
export function parametersOf(service: ServiceFacts, action: string): Parameter[] {
  return within(service, service.actions[action]?.input ?? "", "");
}

/** A service with what its site in China has beside the rest. */
export function withMainlandFields(service: ServiceFacts): ServiceFacts {
  const structures = Object.entries(service.structures).map(([structure, { fields }]) => {
    const more = Object.entries(service.mainlandOnlyFields ?? {})
      .filter(([path]) => path.startsWith(`${structure}.`))
      .map(([path, facts]) => [path.slice(structure.length + 1), facts]);
    return [structure, { fields: { ...fields, ...Object.fromEntries(more) } }];
  });
  return { ...service, structures: Object.fromEntries(structures) };
}

function within(service: ServiceFacts, structure: string, prefix: string): Parameter[] {
  const fields = service.structures[structure]?.fields ?? {};
  return Object.entries(fields).flatMap(([field, facts]): Parameter[] => {
    const type = facts.ref ?? facts.type;
    const name = `${prefix}${field}`;
    return [
      { name, facts, isStructure: service.structures[type] !== undefined },
      ...within(service, type, `${name}.`),
    ];
  });
}

/** The paths at which a body has a parameter: one for each item of the lists on the way. */
export function pathsIn(body: JsonValue, name: string): string[] {
  const found = name.split(".").reduce<{ path: string; value: JsonValue }[]>(
    (places, field) =>
      places.flatMap(({ path, value }) =>
        itemsOf(path, value).flatMap((place) => {
          if (!isObject(place.value) || !Object.hasOwn(place.value, field)) return [];
          const inner = place.value[field];
          return inner === undefined
            ? []
            : [{ path: place.path === "" ? field : `${place.path}.${field}`, value: inner }];
        }),
      ),
    [{ path: "", value: body }],
  );
  return found.map(({ path }) => path);
}

function itemsOf(path: string, value: JsonValue): { path: string; value: JsonValue }[] {
  return Array.isArray(value)
    ? value.map((item, index) => ({ path: `${path}[${index}]`, value: item }))
    : [{ path, value }];
}
