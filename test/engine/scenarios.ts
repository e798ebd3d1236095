import { type CommandResult, destroy, up } from "./stack";
import type { ProgramSpec, ThingSpec, Things, WorldSpec } from "./things";

/** One command of a scenario, and what it should come to. */
export interface ScenarioStep {
  readonly program?: ProgramSpec;
  readonly world?: WorldSpec;
  readonly command: string;
  readonly exitCode: number;
  /** The provider's changing calls; sorted, if they may run at the same time. */
  readonly changes: readonly string[];
  /** The `flavor` that the provider was configured with, once for each process. */
  readonly flavors?: readonly string[];
  /** What the user gets to read. */
  readonly says?: readonly RegExp[];
  /** The first known version of the CLI that comes to the same; left out, all do. */
  readonly since?: string;
}

/** A sequence of commands on one stack. Both engines have to go through it alike. */
export interface Scenario {
  readonly name: string;
  readonly steps: readonly ScenarioStep[];
}

/** Runs one step of a scenario. */
export async function runStep(
  stack: Things,
  { program, world, command }: ScenarioStep,
): Promise<CommandResult> {
  if (program !== undefined) stack.program(program);
  if (world !== undefined) stack.world(world);
  return stack.run(command);
}

const refresh = "refresh --yes --skip-preview";
const same = "preview --expect-no-changes";

function thing(name: string, props: ThingSpec["props"] = {}, options: ThingSpec["options"] = {}): ThingSpec {
  return { name, props, options };
}

function program(...resources: ThingSpec[]): ProgramSpec {
  return { resources };
}

const chain = (key: number, options: ThingSpec["options"] = {}) =>
  program(
    thing("base", { key }, options),
    thing("middle", { key: "$base.id", first: true }),
    thing("leaf", { value: "$middle.id" }),
    thing("aside", { value: 1 }, { dependsOn: ["$base"] }),
  );

const hooked = (value: number): ProgramSpec => ({
  evaluate: `
    const look = ({ oldOutputs, newInputs }) => {
      if (newInputs.value === 13) throw new Error("not thirteen");
      console.log("the hook saw " + oldOutputs.value + ", then " + newInputs.value);
    };
    const hooks = { beforeUpdate: [new pulumi.ResourceHook("look", look, { onDryRun: true })] };
    new Thing("a", { value: ${value} }, { hooks });
  `,
});

export const scenarios: readonly Scenario[] = [
  {
    name: "a stack's whole life",
    steps: [
      {
        program: {
          resources: [
            thing("a", {
              value: 1,
              password: "$secret:canary-one",
              nested: { deep: ["$secret:canary-two", 2] },
            }),
            { name: "group", component: true, props: { label: "x" }, outputs: { made: "$a.state" } },
            thing("b", { value: "$a.state", list: ["$a.id"], ref: "$a" }, { parent: "$group" }),
            thing(
              "c",
              { token: "$secretConfig:token" },
              { dependsOn: ["$b"], additionalSecretOutputs: ["state"] },
            ),
          ],
          outputs: {
            id: "$a.id",
            password: "$a.password",
            state: "$c.state",
            group: "$group",
            list: ["$b.id", 7],
          },
          print: ["hello from the program with canary-config inside"],
        },
        command: "config set token canary-config --secret",
        exitCode: 0,
        changes: [],
      },
      {
        command: "up --yes",
        exitCode: 0,
        changes: ["create a", "create b", "create c"],
        says: [/5 to create/, /\[unknown\]/, /5 created/, /\[secret\] inside/],
      },
      { command: refresh, exitCode: 0, changes: [], says: [/5 unchanged/] },
      { command: same, exitCode: 0, changes: [] },
      {
        command: "destroy --yes",
        exitCode: 0,
        changes: ["delete c", "delete b", "delete a"],
        says: [/5 deleted/],
      },
    ],
  },
  {
    name: "updates, replacements in both orders, and deletes last",
    steps: [
      {
        program: program(
          thing("a", { value: 1 }),
          thing("b", { key: 1 }),
          thing("c", { key: 1, first: true }),
          thing("d", {}, { dependsOn: ["$b"] }),
        ),
        command: up,
        exitCode: 0,
        changes: ["create a", "create b", "create c", "create d"],
      },
      {
        program: program(
          thing("a", { value: 2 }),
          thing("b", { key: 2 }),
          thing("c", { key: 2, first: true }),
        ),
        command: same,
        exitCode: 7,
        changes: [],
        says: [/value: 1 => 2|1 to update/, /2 to replace/, /1 to delete/],
      },
      {
        command: `${up} --parallel 1`,
        exitCode: 0,
        changes: ["update a", "create b", "delete c", "create c", "delete d", "delete b"],
        says: [/1 updated/, /2 replaced/, /1 deleted/],
      },
      {
        program: program(thing("c", { key: 3, first: true }, { deleteBeforeReplace: false })),
        command: `${up} --parallel 1`,
        exitCode: 0,
        changes: ["create c", "delete a", "delete b", "delete c"],
      },
    ],
  },
  {
    name: "deleteBeforeReplace takes the dependents along that would be replaced, too",
    steps: [
      {
        program: chain(1, { deleteBeforeReplace: true }),
        command: up,
        exitCode: 0,
        changes: ["create aside", "create base", "create leaf", "create middle"],
      },
      {
        program: chain(2, { deleteBeforeReplace: true }),
        command: `${up} --parallel 1`,
        exitCode: 0,
        changes: ["delete middle", "delete base", "create base", "create middle", "update leaf"],
        says: [/2 replaced/],
      },
      {
        program: chain(3, { deleteBeforeReplace: true }),
        world: { fail: { "create base": "no more bases" } },
        command: `${up} --parallel 1`,
        exitCode: 1,
        changes: ["delete middle", "delete base", "create base"],
        says: [/no more bases/],
      },
      {
        world: {},
        command: `${up} --parallel 1`,
        exitCode: 0,
        changes: ["create base", "create middle", "update leaf"],
        // Version 3.260 does not trust the mark that the dependent is gone, and deletes it a second time.
        since: "v3.274.0",
      },
      {
        command: destroy,
        exitCode: 0,
        changes: ["delete aside", "delete base", "delete leaf", "delete middle"],
      },
    ],
  },
  {
    name: "options of resources",
    steps: [
      {
        program: program(
          { name: "group", component: true, options: { protect: true } },
          thing("inherits", {}, { parent: "$group" }),
          thing("ignores", { value: 1, nested: { a: 1, b: 1 } }, { ignoreChanges: ["value", "nested.a"] }),
          thing("retained", {}, { retainOnDelete: true }),
          thing("guarded", { key: 1 }, { protect: true }),
        ),
        command: up,
        exitCode: 0,
        changes: ["create guarded", "create ignores", "create inherits", "create retained"],
      },
      {
        program: program(
          { name: "group", component: true, options: { protect: true } },
          thing("inherits", {}, { parent: "$group" }),
          thing("ignores", { value: 2, nested: { a: 2, b: 2 } }, { ignoreChanges: ["value", "nested.a"] }),
          thing("guarded", { key: 2 }, { protect: true }),
        ),
        command: "preview",
        exitCode: 1,
        changes: [],
        says: [/unable to replace resource/],
      },
      { command: "destroy --yes", exitCode: 1, changes: [], says: [/protected/] },
      {
        program: program(
          { name: "group", component: true, options: { protect: false } },
          thing("inherits", {}, { parent: "$group" }),
          thing("ignores", { value: 2, nested: { a: 2, b: 2 } }, { ignoreChanges: ["value", "nested.a"] }),
          thing("guarded", { key: 1 }),
        ),
        command: up,
        exitCode: 0,
        changes: ["update ignores"],
        says: [/1 deleted/],
      },
      { command: destroy, exitCode: 0, changes: ["delete guarded", "delete ignores", "delete inherits"] },
    ],
  },
  {
    name: "what became of the resources",
    steps: [
      {
        program: program(
          thing("a", { value: 1 }),
          thing("b", { value: "$a.state" }),
          thing("c", { password: "$secret:canary-c" }),
        ),
        command: up,
        exitCode: 0,
        changes: ["create a", "create b", "create c"],
      },
      {
        world: { gone: ["a-0"], drift: { "b-0": { value: "drifted" } } },
        command: `${refresh} --expect-no-changes`,
        exitCode: 7,
        changes: [],
        says: [
          /1 updated|1 to update/,
          /1 deleted|1 to delete/,
          /error: no changes were expected for refresh but changes were proposed/,
        ],
      },
      {
        world: { drift: { "b-0": { value: "elsewhere" }, "c-0": { password: "other" } } },
        command: `${up} --refresh`,
        exitCode: 0,
        changes: ["create a", "update b", "update c"],
      },
    ],
  },
  {
    name: "the config that the provider gets",
    steps: [
      {
        program: {
          resources: [thing("a", { value: 1 }), thing("b", { value: "$a.state" })],
          outputs: { state: "$a.state" },
        },
        command: up,
        exitCode: 0,
        changes: ["create a", "create b"],
        flavors: ["plain"],
      },
      { command: "config set flavor sweet", exitCode: 0, changes: [] },
      { command: refresh, exitCode: 0, changes: [], flavors: ["plain"], says: [/3 unchanged/] },
      {
        world: { drift: { "a-0": { state: "drifted" } } },
        command: `${refresh} --run-program`,
        exitCode: 0,
        changes: [],
        flavors: ["sweet"],
      },
      { world: {}, command: refresh, exitCode: 0, changes: [], flavors: ["sweet"] },
      { command: "config set flavor sour", exitCode: 0, changes: [] },
      { command: "preview", exitCode: 0, changes: [], flavors: ["sour"] },
      { command: refresh, exitCode: 0, changes: [], flavors: ["sweet"] },
      { command: up, exitCode: 0, changes: ["update b"], flavors: ["sour"] },
      { command: refresh, exitCode: 0, changes: [], flavors: ["sour"] },
      {
        program: {
          resources: [
            thing("a", { value: 2 }),
            thing("new", { value: "$a.state" }),
            thing("later", { value: "$new.state" }),
          ],
          outputs: { state: "$a.state" },
        },
        command: "config set flavor salty",
        exitCode: 0,
        changes: [],
      },
      { command: "refresh --yes --run-program", exitCode: 0, changes: [], flavors: ["salty", "salty"] },
      {
        world: { fail: { "delete b": "still in use" } },
        command: destroy,
        exitCode: 1,
        changes: ["delete b"],
        flavors: ["salty"],
      },
      { world: {}, command: "config set flavor bitter", exitCode: 0, changes: [] },
      {
        command: `${destroy} --run-program`,
        exitCode: 0,
        changes: ["delete a", "delete b"],
        flavors: ["bitter"],
      },
    ],
  },
  {
    name: "failures keep what was done",
    steps: [
      {
        program: program(thing("a"), thing("b", { value: "$a.state" }), thing("c", { value: "$b.state" })),
        world: { fail: { "create b": "out of capacity" } },
        command: up,
        exitCode: 1,
        changes: ["create a", "create b"],
        says: [/out of capacity/],
      },
      {
        world: { partial: { "create b": ["it does not answer"] } },
        command: up,
        exitCode: 1,
        changes: ["create b"],
        says: [/it does not answer/],
      },
      { command: up, exitCode: 0, changes: ["create c", "update b"] },
      {
        program: program(thing("a", { value: 2 }), thing("c", { value: 3 }, { dependsOn: ["$a"] })),
        world: { partial: { "update a": ["half way"] } },
        command: `${up} --parallel 1`,
        exitCode: 1,
        changes: ["update a"],
        says: [/half way/],
      },
      {
        world: { fail: { "delete b": "still in use" } },
        command: up,
        exitCode: 1,
        changes: ["delete b", "update a", "update c"],
        says: [/still in use/],
      },
      { world: {}, command: up, exitCode: 0, changes: ["delete b"] },
      {
        program: program(thing("a", { bad: 1 })),
        command: up,
        exitCode: 1,
        changes: [],
        says: [/must not be there/],
      },
      {
        program: program(thing("a"), thing("a", {}, { dependsOn: ["$a"] })),
        command: "preview",
        exitCode: 1,
        changes: [],
        says: [/Duplicate resource URN/],
      },
    ],
  },
  {
    name: "policies",
    steps: [
      {
        program: program(thing("a", { value: 20, list: [] })),
        command: "up --yes --skip-preview --policy-pack policies --policy-pack-config limit.json",
        exitCode: 0,
        changes: ["create a"],
      },
      {
        program: program(thing("a", { value: 5 }), thing("b", { value: "$a.state" })),
        command: "up --yes --skip-preview --policy-pack policies",
        exitCode: 0,
        changes: ["create b", "update a"],
        says: [/\[advisory\]/, /a has no list/, /round-up/],
      },
      {
        command: "preview --policy-pack policies --policy-pack-config wrong.json",
        exitCode: 1,
        changes: [],
        says: [/limit/],
      },
      {
        program: program(thing("a", { value: 20 }), thing("c"), thing("d"), thing("e")),
        command: "preview --policy-pack policies",
        exitCode: 1,
        changes: [],
        says: [
          /\[mandatory\]/,
          /a is above the limit/,
          /too many things/,
          /- {2}pulumi-nodejs:dynamic:Thing b delete/,
        ],
      },
    ],
  },
  {
    name: "a hook that runs before an update",
    steps: [
      { program: hooked(1), command: up, exitCode: 0, changes: ["create a"] },
      { program: hooked(2), command: "preview", exitCode: 0, changes: [], says: [/the hook saw 1, then 2/] },
      { command: up, exitCode: 0, changes: ["update a"], says: [/the hook saw 1, then 2/] },
      { command: same, exitCode: 0, changes: [] },
      {
        program: hooked(13),
        command: up,
        exitCode: 1,
        changes: [],
        says: [/before hook "look" failed: not thirteen/],
      },
      { command: destroy, exitCode: 0, changes: ["delete a"] },
    ],
  },
  {
    name: "what pipelines call",
    steps: [
      {
        program: program(
          thing("a", { value: 1, password: "$secret:canary-one" }),
          thing("b", { value: "$a.state" }),
        ),
        command: up,
        exitCode: 0,
        changes: ["create a", "create b"],
      },
      { command: "refresh --non-interactive --preview-only --expect-no-changes", exitCode: 0, changes: [] },
      {
        world: { gone: ["b-0"], drift: { "a-0": { value: "drifted" } } },
        command: "refresh --preview-only",
        exitCode: 0,
        changes: [],
        says: [/Previewing refresh/, /1 to update/, /1 to delete/],
      },
      {
        command: "refresh --preview-only --expect-no-changes",
        exitCode: 7,
        changes: [],
        says: [/error: no changes were expected for refresh but changes were proposed/],
      },
      {
        world: { drift: { "a-0": { value: "drifted" } } },
        command: "refresh --preview-only --run-program",
        exitCode: 0,
        changes: [],
        says: [/1 to update/],
      },
      {
        command: "refresh --preview-only --yes",
        exitCode: 1,
        changes: [],
        says: [/error: --yes and --preview-only cannot be used together/],
      },
      {
        command: "refresh --preview-only --skip-preview --yes",
        exitCode: 1,
        changes: [],
        says: [/error: --skip-preview and --preview-only cannot be used together/],
      },
      { world: {}, command: same, exitCode: 0, changes: [] },
      { command: "stack export --file state.json", exitCode: 0, changes: [] },
      {
        command: "stack export --file nowhere/state.json",
        exitCode: 1,
        changes: [],
        says: [/error: could not open file: open nowhere\/state\.json: no such file or directory/],
      },
      { command: destroy, exitCode: 0, changes: ["delete a", "delete b"] },
      { command: "stack import --file state.json", exitCode: 0, changes: [], says: [/^Import complete\.$/m] },
      { command: same, exitCode: 0, changes: [] },
      {
        command: "stack import --file none.json",
        exitCode: 1,
        changes: [],
        says: [/error: could not open file: open none\.json: no such file or directory/],
      },
      {
        program: program(
          thing("a", { value: 2, password: "$secret:canary-one" }),
          thing("b", { value: "$a.state" }),
        ),
        command: same,
        exitCode: 7,
        changes: [],
        says: [/error: no changes were expected for preview but changes were proposed/],
      },
      { command: "stack import --file Pulumi.yaml", exitCode: 1, changes: [] },
      { command: up, exitCode: 0, changes: ["update a"] },
      {
        command: "cancel --yes",
        exitCode: 0,
        changes: [],
        says: [/^The currently running update for 'dev' has been canceled!$/m],
      },
    ],
  },
];
