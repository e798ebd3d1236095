import type { Billed } from "../policies/cost/costOf";
import { nameOf } from "../provider/core/identity";
import type { Contract } from "../sdk/core/contract";
import { facetsOf } from "../sdk/core/facetsOf";
import { isStopped } from "../sdk/core/isStopped";
import { readFacets } from "../sdk/core/readFacets";
import { readerOf } from "../sdk/core/reading";

/** A resource of a state, and what is billed of it by its inputs. */
export function billedOf(contract: Contract, urn: string, inputs: unknown): Billed {
  const access = { inputs, reader: readerOf(), noteUnknown: () => undefined };
  const facets = () => readFacets("usage", facetsOf(contract).usage ?? [], access);
  return { name: nameOf(urn), urn, isStopped: isStopped(access), facets };
}
