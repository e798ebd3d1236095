/**
 * An input as a read of the vendor shows it. What a program leaves out stays so where the vendor tells the default, or
 * nothing.
 */
export function inputSeen<Value>(
  known: Value | undefined,
  told: Value | undefined,
  standard: Value,
): Value | undefined {
  return told === undefined || told === (known ?? standard) ? known : told;
}
