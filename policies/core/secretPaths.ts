import { below } from "../../sdk/core/path";
import { isBlock } from "../../sdk/core/reading";
import { policySdk } from "./policySdk";

/** Which inputs of a resource arrived as Pulumi secrets. */
export interface SecretPaths {
  /** The paths of the inputs and blocks that are. */
  readonly all: readonly string[];
  /** Whether the input at a path, for example `publishCdnParams[0].publishCdnUrl`, or a block around it is one. */
  has(path: string): boolean;
}

/**
 * The value behind the proxies that the policy SDK puts around inputs. They show a secret as its value; only behind
 * them it is a `Secret`. The two keys are the SDK's own, and not documented.
 */
function behindProxies(value: unknown): unknown {
  let inner = value;
  while (isBlock(inner) && inner["__isSpecialProxy"] === true) inner = inner["__getSpecialProxyTarget"];
  return inner;
}

function visit(value: unknown, path: string, found: string[]): void {
  const inner = behindProxies(value);
  if (inner instanceof policySdk().Secret) found.push(path);
  else if (Array.isArray(inner)) {
    inner.forEach((item, index) => {
      visit(item, below(path, index), found);
    });
  } else if (isBlock(inner)) {
    for (const [key, part] of Object.entries(inner)) visit(part, below(path, key), found);
  }
}

/** Finds the Pulumi secrets among the inputs that the policy SDK hands to a remediation; nothing else sees them. */
export function secretPathsOf(props: unknown): SecretPaths {
  const found: string[] = [];
  visit(props, "", found);
  return secretsAt(found);
}

/** The paths of secrets, and whether a path is at or below one. */
export function secretsAt(found: readonly string[]): SecretPaths {
  // "a[0].b" is in "a" and in "a[0]".
  const isIn = (path: string, block: string) =>
    path.startsWith(block) && [undefined, ".", "["].includes(path[block.length]);
  return { all: found, has: (path) => found.some((secret) => isIn(path, secret)) };
}
