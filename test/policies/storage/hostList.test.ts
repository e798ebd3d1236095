import { expect, test } from "@jest/globals";
import { entryFor, hostList } from "../../../policies/storage/hostList";

test.each([
  ["push.example.com", "push.example.com"],
  ["push.example.com", "PUSH.Example.com"],
  ["a.push.example.com", "*.push.example.com"],
  ["a.b.push.example.com", "*.push.example.com"],
  ["xn--bcher-kva.example", "bücher.example"],
  ["shop.xn--bcher-kva.example", "*.Bücher.example"],
  ["10.0.0.5", "10.0.0.5"],
  ["2001:db8::1", "2001:db8::1"],
])("%s is found under %s", (host, entry) => {
  expect(entryFor(host, ["other.example.com", entry])).toBe(entry);
});

test.each([
  ["push.example.com", "example.com"],
  ["a.push.example.com", "push.example.com"],
  ["push.example.com", "*.push.example.com"],
  ["notpush.example.com", "*.push.example.com"],
  ["evilpush.example.com", "push.example.com"],
  ["push.example.com.evil.example", "push.example.com"],
  ["pushxexample.com", "push.example.com"],
])("%s is not found under %s", (host, entry) => {
  expect(entryFor(host, [entry])).toBeUndefined();
});

test.each(["push.example.com", "*.example.com", "10.0.0.5", "::1", "bücher.example"])(
  "%s is a setting",
  (entry) => {
    expect(hostList.safeParse([entry]).success).toBe(true);
  },
);

test.each([
  "",
  "*",
  "a.*.example.com",
  "https://example.com",
  "me@example.com",
  "exa mple.com",
  "example.com/x",
])("%j is no setting", (entry) => {
  expect(hostList.safeParse([entry]).success).toBe(false);
});
