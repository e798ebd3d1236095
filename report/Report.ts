import { z } from "zod";
import { fields } from "../sdk/core/fields";
import { operations, sources } from "./read/PlannedStack";

/** The version of {@link reportSchema}: it grows when something is taken away or means something else. */
export const schemaVersion = 1;

const urn = z.string().describe("name of the resource in the whole stack; empty for the stack itself");
const name = z.string().describe("name of the resource in the program");
const type = z.string().describe('the type as programs write it, for example "tencent.trtc.CdnRelay"');

/** One row of `changes`: every resource of this package, also those that stay as they are. */
const change = fields({
  urn,
  name,
  type,
  operation: z.enum(operations).describe("what is done with it"),
  changed: z.array(z.string()).describe("inputs that change, by dotted path"),
  reasons: z.array(z.string()).describe("inputs that make it a replacement"),
  effect: z.string().describe("what becomes of what runs"),
  interrupts: z.boolean().describe("whether something that runs is stopped or left without its owner"),
});

/** One row of `events`: what happens by itself in the life of a resource that is to run. */
const event = fields({
  urn,
  name,
  kind: z
    .enum(["idleEnd", "timeLimit", "lingering", "controlWindow", "retention", "pushExpiry"])
    .describe("what happens"),
  path: z.string().describe("the input that says it; empty where no input does"),
  seconds: z.number().nullable().describe("after how many seconds; null where it is no such time, 0 never"),
  at: z.string().nullable().describe("when, as ISO 8601; null where it is no fixed time"),
  text: z.string().describe("the same in words"),
});

/** One row of `policies`. */
const policy = fields({
  rule: z.string().describe("name of the rule"),
  level: z.string().describe('what a violation does: "advisory", "mandatory", "remediate"'),
  severity: z.string().describe('"low", "medium", "high", "critical"; empty for the rules of others'),
  urn,
  name,
  path: z.string().describe("the input; empty for the resource as a whole"),
  message: z.string().describe("what is wrong, and what to do"),
});

/** One row of `costs`: a meter in one size, for all that is to run. */
const cost = fields({
  meter: z.string().describe("name of the meter in the price table"),
  size: z.string().describe("size of the picture; empty for what is billed for each run"),
  resources: z.array(z.string()).describe("names of the resources"),
  count: z.number().describe("how many tasks, parts or runs"),
  atLeast: z.boolean().describe("whether there can be more"),
  perHour: z.number().describe("price of an hour of all of them"),
  once: z.number().describe("price of one run of each"),
});

/** One row of `connections`: where something goes from or to. */
const connection = fields({
  from: z.string().describe("a room, a host, or the name of a resource"),
  to: z.string().describe("a room, a host, a store, or the name of a resource"),
  kind: z.enum(["takes", "sends", "loads", "pushes", "stores"]).describe("what goes there"),
  urn,
});

/** One row of `layouts`. */
const layout = fields({
  urn,
  name,
  file: z.string().describe("name of the picture's file, in the folder layouts"),
  changed: z.boolean().describe("whether the picture shows it before and after"),
  description: z.string().describe("what the picture shows, in words"),
  problems: z.array(z.string()).describe("overlaps, and what lies outside the canvas"),
});

/** A report as programs get it: flat lists, each row by itself. */
export const reportSchema = fields({
  schemaVersion: z.literal(schemaVersion).describe("version of this form"),
  source: z.enum(sources).describe("what was read"),
  project: z.string().describe("name of the project"),
  stack: z.string().describe("name of the stack"),
  currency: z.string().describe("currency of all costs; empty without a price table"),
  perHour: z
    .number()
    .nullable()
    .describe("cost of an hour of all that is to run; null without a price table"),
  perHourBefore: z.number().nullable().describe("the same before; null where the state is not known"),
  changes: z.array(change),
  events: z.array(event),
  policies: z.array(policy),
  costs: z.array(cost),
  connections: z.array(connection),
  layouts: z.array(layout),
  messages: z
    .array(fields({ level: z.string(), urn, text: z.string() }))
    .describe("errors and warnings of the preview"),
  notes: z
    .array(z.string())
    .describe("what the reader has to know: what could not be read, checked or priced"),
});

/** A report. */
export type Report = z.output<typeof reportSchema>;

/** A row of one of a report's lists. */
export type Row<List extends "changes" | "events" | "policies" | "costs" | "connections" | "layouts"> =
  Report[List][number];
