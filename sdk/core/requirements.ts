// Rules across parameters as data: what check says (judge.ts), what documentation prints (sentenceOf.ts) and the
// examples of tests are made of it. In paths `[]` after a list stands for each of its items, and for the same item
// wherever a rule names that list again.

import { filled } from "./filled";
import type { Condition, Plain, Presence, Range, When } from "./holds";
import { lastKey } from "./path";

/** What a rule says. In its words `{value}` is the value; kinds of rules that know more say so. */
export interface Words {
  /** What is wrong, and what is allowed. */
  readonly problem: string;
  /** What to do about it. */
  readonly advice: string;
  /** "warning" where the vendor takes it nevertheless; left out, check fails. */
  readonly level?: "warning";
}

interface Rule<Kind extends string, P extends string> extends Partial<Words> {
  readonly kind: Kind;
  /** What has to hold for the rule to apply: all of it. */
  readonly when?: readonly When<P>[];
}

/** An input has to be given wherever its block is, or must not be. `{other}` is the first input of `when`. */
export interface Given<P extends string> extends Rule<"given", P> {
  readonly path: P;
  readonly given: boolean;
}

/** So many of a block's inputs have to be given; empty lists are not. */
export interface Counted<P extends string> extends Rule<"counted", P> {
  readonly paths: readonly [P, ...P[]];
  readonly least: 0 | 1;
  readonly most?: 1;
}

/** A text has at most some bytes: `{bytes}`. */
export interface Sized<P extends string> extends Rule<"sized", P> {
  readonly path: P;
  readonly most: number;
}

/** A number, added to the one that it begins at where there is one, ends at most at a limit: `{end}`, `{limit}`. */
export interface Limited<P extends string> extends Rule<"limited", P> {
  readonly path: P;
  readonly start?: P;
  /** The input that limits it, or a number. */
  readonly limit: P | number;
  /** How far below the limit it has to end. */
  readonly below: 0 | 1;
  /** Says nothing where one of both numbers alone is past the limit: other rules say that. */
  readonly ofBoth?: boolean;
}

/** The items of a list have different values. */
export interface Unique<P extends string> extends Rule<"unique", P> {
  readonly path: P;
  /** The value of an item that has none; without this, such items are not compared. */
  readonly leftOut?: Plain;
}

/** Each value in a list is also in another one. */
export interface Matched<P extends string> extends Rule<"matched", P> {
  readonly path: P;
  readonly by: P;
  /** The value of an item that has none, in both lists; without this, such items are not compared. */
  readonly leftOut?: Plain;
  /** Says it of the item, and not of its value. */
  readonly ofItem?: true;
}

/** The vendor heeds an input only where all of some conditions hold: check warns of the others. */
export interface Heeded<P extends string> extends Rule<"heeded", P> {
  readonly path: P;
  readonly only: readonly (Condition<P> | Presence<P>)[];
  /** Says nothing of the vendor's default: who writes it down expects nothing of it. */
  readonly unlessDefault?: true;
}

/** A rule across parameters, as data. */
export type Requirement<P extends string = string> =
  | Given<P>
  | Counted<P>
  | Sized<P>
  | Limited<P>
  | Unique<P>
  | Matched<P>
  | Heeded<P>;

/** When a rule applies, and what it says. */
type Says<P extends string, More = unknown> = Words & Pick<Rule<string, P>, "when"> & More;
/** The same, and some more of what a rule is. */
type With<R extends Rule<string, string>, Names extends keyof R> = Words & Pick<R, "when" | Names>;

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

/** An input must not be given where all of some conditions hold, which may be about its own value. */
export function excludedIf<P extends string>(path: P, when: readonly When<P>[], words: Words): Given<P> {
  return { kind: "given", path, given: false, when, ...words };
}

/** An input has to be one of some values. */
export function only<P extends string>(
  path: P,
  not: readonly (Plain | Range)[],
  { when = [], ...words }: Says<P>,
): Given<P> {
  return excludedIf(path, [...when, { path, not }], words);
}

/** An input must not be any of some values. */
export function reserved<P extends string>(
  path: P,
  values: readonly Plain[],
  { when = [], ...words }: Says<P>,
): Given<P> {
  return excludedIf(path, [...when, { path, values }], words);
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

/** A text has at most some bytes. */
export function atMostBytes<P extends string>(path: P, most: number, says?: Partial<Words>): Sized<P> {
  return { kind: "sized", path, most, ...says };
}

/** A number is at most another input's. */
export function atMostField<P extends string>(path: P, limit: P | number, says: Says<P>): Limited<P> {
  return { kind: "limited", path, limit, below: 0, ...says };
}

/** A number is less than another input's. */
export function belowField<P extends string>(path: P, limit: P | number, says: Says<P>): Limited<P> {
  return { kind: "limited", path, limit, below: 1, ...says };
}

/** Windows, and what each has to be inside, every time across and down. */
interface Inside<P extends string> extends Says<P> {
  /** Where they begin. */
  readonly start: readonly [across: P, down: P];
  /** How large they are. */
  readonly size: readonly [across: P, down: P];
  /** How large that is which they have to be inside. */
  readonly canvas: readonly [across: P | number, down: P | number];
  /** What is said of a place or a size that is past the canvas by itself, where that is something else. */
  readonly alone?: { readonly start: Words; readonly size: Words };
}

/**
 * Windows end inside a canvas. In the words `{start}` and `{size}` are names of inputs, `{side}` is "width" or
 * "height", and `{long}` "wide" or "high".
 */
export function windowsStayInside<P extends string>(inside: Inside<P>): Limited<P>[] {
  const { canvas, alone, when = [], ...words } = inside;
  return ([0, 1] as const).flatMap((axis) => {
    const [start, path, limit] = [inside.start[axis], inside.size[axis], canvas[axis]];
    const names = {
      start: lastKey(start),
      size: lastKey(path),
      ...(axis === 0 ? { side: "width", long: "wide" } : { side: "height", long: "high" }),
    };
    const said = ({ problem, advice, level }: Words) => ({
      when,
      problem: filled(problem, names),
      advice: filled(advice, names),
      ...(level && { level }),
    });
    return [
      ...(alone
        ? [atMostField(path, limit, said(alone.size)), belowField(start, limit, said(alone.start))]
        : []),
      { ...atMostField(path, limit, said(words)), start, ofBoth: alone !== undefined },
    ];
  });
}

/** The items of a list have different values. */
export function unique<P extends string>(path: P, says: With<Unique<P>, "leftOut">): Unique<P> {
  return { kind: "unique", path, ...says };
}

/** Each value in a list is also in another one. */
export function matched<P extends string>(
  path: P,
  by: P,
  says: With<Matched<P>, "leftOut" | "ofItem">,
): Matched<P> {
  return { kind: "matched", path, by, ...says };
}

/** The vendor heeds some inputs only where all of some conditions hold. */
export function heeded<P extends string>(
  paths: readonly P[],
  only: Heeded<P>["only"],
  says?: Partial<With<Heeded<P>, "unlessDefault">>,
): Heeded<P>[] {
  return paths.map((path) => ({ kind: "heeded", path, only, ...says }));
}
