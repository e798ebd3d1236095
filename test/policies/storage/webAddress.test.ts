import { describe, expect, test } from "@jest/globals";
import { readAddress } from "../../../policies/storage/webAddress";

describe("an address", () => {
  test.each([
    ["https://hooks.example.com/x", "https", "hooks.example.com"],
    ["HTTPS://Hooks.Example.COM/x", "https", "hooks.example.com"],
    ["rtmp://push.example.com/live/stage?txSecret=1", "rtmp", "push.example.com"],
    ["RTMPS://PUSH.example.com:443/live", "rtmps", "push.example.com"],
    ["https://hooks.example.com:8443", "https", "hooks.example.com"],
    ["https://hooks.example.com?x=1", "https", "hooks.example.com"],
    ["https://hooks.example.com#x", "https", "hooks.example.com"],
    ["https://hooks.example.com./x", "https", "hooks.example.com"],
    ["https://bücher.example/x", "https", "xn--bcher-kva.example"],
    ["rtmp://BÜCHER.example/x", "rtmp", "xn--bcher-kva.example"],
    ["https://xn--bcher-kva.example/x", "https", "xn--bcher-kva.example"],
    ["https://%68ooks.example.com/x", "https", "hooks.example.com"],
    ["https://10.0.0.1/x", "https", "10.0.0.1"],
    ["https://0x0a.0.0.1/x", "https", "10.0.0.1"],
    ["https://167772161/x", "https", "10.0.0.1"],
    ["https://012.0.0.1/x", "https", "10.0.0.1"],
    ["rtmp://10.1/live", "rtmp", "10.0.0.1"],
    ["https://[::1]:8443/x", "https", "::1"],
    ["https://[2001:DB8:0:0:0:0:0:1]/x", "https", "2001:db8::1"],
    ["https://[::ffff:10.0.0.1]/x", "https", "::ffff:a00:1"],
  ])("%s", (text, scheme, host) => {
    expect(readAddress(text)).toEqual({ scheme, host, userinfo: false });
  });

  test.each([
    ["https://me:pass@hooks.example.com/x", "hooks.example.com"],
    ["https://me@hooks.example.com/x", "hooks.example.com"],
    ["https://@hooks.example.com/x", "hooks.example.com"],
    ["rtmp://hooks.example.com@evil.example/live", "evil.example"],
    ["https://hooks.example.com:443@evil.example/x", "evil.example"],
  ])("%s has a user before its host", (text, host) => {
    expect(readAddress(text)).toMatchObject({ host, userinfo: true });
  });

  test("an @ behind the host is no user", () => {
    expect(readAddress("https://hooks.example.com/@me?a=@b#@c")).toMatchObject({ userinfo: false });
  });
});

test.each([
  ["", "nothing"],
  ["hooks.example.com/x", "no scheme"],
  ["//hooks.example.com/x", "no scheme"],
  ["https:/hooks.example.com/x", "one slash"],
  ["https:hooks.example.com", "no slash"],
  ["https:///x", "no host"],
  ["https://", "no host"],
  ["https://:443/x", "a port alone"],
  ["1https://hooks.example.com", "a scheme that begins with a digit"],
  [" https://hooks.example.com", "a space before it"],
  ["https://hooks.example.com/a b", "a space in it"],
  ["https://hooks.exa\nmple.com/x", "a line break, which some readers drop"],
  ["https://hooks.example.com\\@evil.example/x", "a backslash, which some readers turn"],
  ["https://hooks.example.com:65536/x", "no such port"],
  ["rtmp://hooks.example.com:key/x", "a word for a port"],
  ["https://256.0.0.1/x", "no such IP address"],
  ["https://[::1/x", "half a bracket"],
  ["https://[fe80::1%25eth0]/x", "an IPv6 address with a zone"],
])("%j is no address: %s", (text) => {
  expect(readAddress(text)).toBeUndefined();
});

test("the highest port is one", () => {
  expect(readAddress("https://hooks.example.com:65535/x")).toBeDefined();
});
