import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, test } from "@jest/globals";
import { breakOff } from "../../local/vendors/breakOff";

/** Breaks a connection off when a client has sent a request; gives what the client sees and that it is closed here. */
async function brokenOff(clientEnds: boolean): Promise<{ failure: unknown }> {
  const server = createServer(({ socket }) => {
    if (clientEnds) socket.once("end", () => breakOff(socket));
    else breakOff(socket);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const closed = once(server, "connection").then(([socket]) => once(socket, "close"));
  const { port }: AddressInfo = Object(server.address());
  const client = connect(port, "127.0.0.1");
  const failed = new Promise((resolve) =>
    client.once("error", resolve).once("close", () => resolve(undefined)),
  );
  client.write("GET / HTTP/1.1\r\nhost: vendor\r\n\r\n");
  if (clientEnds) {
    await once(server, "request");
    client.destroy();
  }
  const failure = await failed;
  await closed;
  server.close();
  return { failure };
}

test("the other side sees a reset", async () => {
  expect(await brokenOff(false)).toEqual({ failure: expect.objectContaining({ code: "ECONNRESET" }) });
});

test("is closed where the other side has ended it already", async () => {
  expect(await brokenOff(true)).toEqual({ failure: undefined });
});
