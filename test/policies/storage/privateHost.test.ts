import { expect, test } from "@jest/globals";
import { isPrivateHost } from "../../../policies/storage/privateHost";

/** Each network: the address before it, its first and last one, and the address after it. */
test.each([
  [undefined, "0.0.0.0", "0.255.255.255", "1.0.0.0"],
  ["9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0"],
  ["100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0"],
  ["126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0"],
  ["169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0"],
  ["172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0"],
  ["191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0"],
  ["192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0"],
  ["192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0"],
  ["198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0"],
  ["198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0"],
  ["203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0"],
  ["223.255.255.255", "224.0.0.0", "255.255.255.255", undefined],
  [undefined, "::", "::1", "::2"],
  ["64:ff9b:0:ffff::", "64:ff9b:1::", "64:ff9b:1:ffff::", "64:ff9b:2::"],
  ["ff:ffff::", "100::", "100::ffff:ffff:ffff:ffff", "100:0:0:1::"],
  ["2001:db7:ffff::", "2001:db8::", "2001:db8:ffff::", "2001:db9::"],
  ["fbff::", "fc00::", "fdff::", "fe00::"],
  ["fe7f::", "fe80::", "feff::", undefined],
  [undefined, "ff00::", "ffff::", undefined],
  ["::ffff:9.255.255.255", "::ffff:10.0.0.0", "::ffff:10.255.255.255", "::ffff:11.0.0.0"],
])("between %s and the network: %s to %s, then %s", (before, first, last, after) => {
  expect([before, after].filter((host) => host !== undefined && isPrivateHost(host))).toEqual([]);
  expect([first, last].filter((host) => !isPrivateHost(host))).toEqual([]);
});

test.each([
  "localhost",
  "hooks.localhost",
  "printer",
  "hooks.local",
  "hooks.internal",
  "hooks.corp",
  "router.home.arpa",
  "hooks.test",
])("%s is a private name", (host) => {
  expect(isPrivateHost(host)).toBe(true);
});

test.each(["hooks.example.com", "local.example.com", "mylocal.dev", "notinternal.com", "home.example"])(
  "%s is a public name",
  (host) => {
    expect(isPrivateHost(host)).toBe(false);
  },
);
