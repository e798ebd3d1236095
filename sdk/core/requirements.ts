// Rules across parameters as data: what check says (judge.ts), what documentation prints (sentenceOf.ts) and the
// examples of tests are made of it. In paths `[]` after a list stands for each of its items, and for the same item
// wherever a rule names that list again.

import { filled } from "./filled";
import type { Condition, Plain, Presence, When } from "./holds";
import { lastKey } from "./path";

/** Numbers from one to another; without the other, all from there on. */
export interface Range {
  readonly from: number;
  readonly to?: number;
}

/** What a rule says. `{value}` in it is the value; kinds of rules that know more say so. */
export interface Words {
  /** What is wrong, and what is allowed. */
  readonly problem: string;
  /** What to do about it. */
  readonly advice: string;
  /** "warning" where the vendor takes it nevertheless; left out, check fails. */
  readonly level?: "warning";
}

interface Conditional<P extends string> {
  /** What has to hold for the rule to apply: all of it. */
  readonly when?: readonly When<P>[];
}

/** When a rule applies, and what it says. */
export type Says<P extends string> = Words & Conditional<P>;

/** The same of a rule that has words of its own. */
export type MaySay<P extends string> = Partial<Words> & Conditional<P>;

/** An input has to be given wherever its block is, or must not be. */
export interface Given<P extends string> extends MaySay<P> {
  readonly kind: "given";
  readonly path: P;
  readonly given: boolean;
}

/** An input that is given has to be one of some values, or none of them. */
export interface Valued<P extends string> extends Says<P> {
  readonly kind: "valued";
  readonly path: P;
  readonly among: boolean;
  readonly values: readonly (Plain | Range)[];
}

/** So many of a block's inputs have to be given; empty lists are not. */
export interface Counted<P extends string> extends Says<P> {
  readonly kind: "counted";
  readonly paths: readonly [P, ...P[]];
  readonly least: 0 | 1;
  readonly most?: 1;
}

/** A list must not have all of some values. */
export interface Apart<P extends string> extends MaySay<P> {
  readonly kind: "apart";
  readonly path: P;
  readonly values: readonly [Plain, Plain];
}

/** A text has at most some bytes: `{bytes}`, `{most}`. */
export interface Sized<P extends string> extends MaySay<P> {
  readonly kind: "sized";
  readonly path: P;
  readonly most: number;
}

/** A number, added to the one that it begins at where there is one, ends at most at a limit: `{end}`, `{limit}`. */
export interface Limited<P extends string> extends Says<P> {
  readonly kind: "limited";
  readonly path: P;
  readonly start?: P;
  /** The input that limits it, or a number. */
  readonly limit: P | number;
  /** How far below the limit it has to end. */
  readonly below: 0 | 1;
  /** Says nothing where one of both numbers alone is past the limit: other rules say that. */
  readonly ofBoth?: true;
}

/** The items of a list have different values. */
export interface Unique<P extends string> extends Says<P> {
  readonly kind: "unique";
  readonly path: P;
  /** The value of an item that has none; without this, such items are not compared. */
  readonly leftOut?: Plain;
}

/** Each value in a list is also in another one. */
export interface Matched<P extends string> extends Says<P> {
  readonly kind: "matched";
  readonly path: P;
  readonly by: P;
  /** The value of an item that has none, in both lists. */
  readonly leftOut?: Plain;
  /** Says it of the item, and not of its value. */
  readonly ofItem?: true;
}

/** The vendor heeds an input only where all of some conditions hold: check warns of the others. */
export interface Heeded<P extends string> extends Partial<Words> {
  readonly kind: "heeded";
  readonly path: P;
  readonly only: readonly (Condition<P> | Presence<P>)[];
  /** Says nothing of the vendor's default: who writes it down expects nothing of it. */
  readonly unlessDefault?: true;
}

/** A rule across parameters, as data. */
export type Requirement<P extends string = string> =
  | Given<P>
  | Valued<P>
  | Counted<P>
  | Apart<P>
  | Sized<P>
  | Limited<P>
  | Unique<P>
  | Matched<P>
  | Heeded<P>;

/** An input has to be given wherever its block is. */
export function required<P extends string>(path: P, says: Says<P>): Given<P> {
  return { kind: "given", path, given: true, ...says };
}

/** An input has to be given where another one has some value. */
export function requiredIf<P extends string>(
  path: P,
  condition: Condition<P>,
  says?: Partial<Words>,
): Given<P> {
  return { kind: "given", path, given: true, when: [condition], ...says };
}

/** An input must not be given where something holds. */
export function excludedIf<P extends string>(path: P, condition: When<P>, words: Words): Given<P> {
  return { kind: "given", path, given: false, when: [condition], ...words };
}

/** An input has to be one of some values. */
export function only<P extends string>(path: P, values: Valued<P>["values"], says: Says<P>): Valued<P> {
  return { kind: "valued", path, among: true, values, ...says };
}

/** An input must not be any of some values. */
export function reserved<P extends string>(path: P, values: Valued<P>["values"], says: Says<P>): Valued<P> {
  return { kind: "valued", path, among: false, values, ...says };
}

/** One of a block's inputs has to be given, and no other one. */
export function exactlyOne<P extends string>(paths: Counted<P>["paths"], says: Says<P>): Counted<P> {
  return { kind: "counted", paths, least: 1, most: 1, ...says };
}

/** One of a block's inputs has to be given, or more. */
export function atLeastOne<P extends string>(paths: Counted<P>["paths"], says: Says<P>): Counted<P> {
  return { kind: "counted", paths, least: 1, ...says };
}

/** One of a block's inputs may be given, and no other one. */
export function atMostOne<P extends string>(paths: Counted<P>["paths"], says: Says<P>): Counted<P> {
  return { kind: "counted", paths, least: 0, most: 1, ...says };
}

/** A list must not have both of two values. */
export function apart<P extends string>(path: P, values: Apart<P>["values"], says?: MaySay<P>): Apart<P> {
  return { kind: "apart", path, values, ...says };
}

/** A text has at most some bytes. */
export function atMostBytes<P extends string>(path: P, most: number, says?: MaySay<P>): Sized<P> {
  return { kind: "sized", path, most, ...says };
}

/** A number is at most another input's. */
export function atMostField<P extends string>(path: P, limit: P, says: Says<P>): Limited<P> {
  return { kind: "limited", path, limit, below: 0, ...says };
}

/** A number is less than another input's. */
export function belowField<P extends string>(path: P, limit: P, says: Says<P>): Limited<P> {
  return { kind: "limited", path, limit, below: 1, ...says };
}

/** Windows, and what each has to be inside, every time across and down. */
export interface Inside<P extends string>
  extends Omit<Limited<P>, "kind" | "path" | "start" | "limit" | "below"> {
  /** Where they begin. */
  readonly start: readonly [across: P, down: P];
  /** How large they are. */
  readonly size: readonly [across: P, down: P];
  /** How large that is which they have to be inside. */
  readonly canvas: readonly [across: P | number, down: P | number];
}

/**
 * Windows end inside a canvas. In the words `{start}` and `{size}` are names of inputs, `{side}` is "width" or
 * "height", and `{long}` "wide" or "high".
 */
export function windowsStayInside<P extends string>({
  start,
  size,
  canvas,
  problem,
  advice,
  ...says
}: Inside<P>): Limited<P>[] {
  const axes = [
    { start: start[0], path: size[0], limit: canvas[0], side: "width", long: "wide" },
    { start: start[1], path: size[1], limit: canvas[1], side: "height", long: "high" },
  ];
  return axes.map(({ start, path, limit, side, long }) => {
    const names = { start: lastKey(start), size: lastKey(path), side, long };
    return {
      kind: "limited",
      ...{ path, start, limit, below: 0 },
      ...says,
      problem: filled(problem, names),
      advice: filled(advice, names),
    };
  });
}

/** The items of a list have different values. */
export function unique<P extends string>(path: P, says: Omit<Unique<P>, "kind" | "path">): Unique<P> {
  return { kind: "unique", path, ...says };
}

/** Each value in a list is also in another one. */
export function matched<P extends string>(
  path: P,
  by: P,
  says: Omit<Matched<P>, "kind" | "path" | "by">,
): Matched<P> {
  return { kind: "matched", path, by, ...says };
}

/** The vendor heeds some inputs only where all of some conditions hold. */
export function heeded<P extends string>(
  paths: readonly P[],
  only: Heeded<P>["only"],
  says?: Omit<Heeded<P>, "kind" | "path" | "only">,
): Heeded<P>[] {
  return paths.map((path) => ({ kind: "heeded", path, only, ...says }));
}
