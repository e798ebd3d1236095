import { parseArgs } from "node:util";
import { VirtualClock } from "./clock";
import { controlUsage } from "./control";
import type { JournalEntry } from "./journal";
import { oneOf } from "./oneOf";
import { sites } from "./site";
import { demoAccounts, startVendors, temporaryAccounts, type Vendors } from "./startVendors";

const usage = `Emulates the vendors' APIs on this machine.

  npm run vendors -- [--port 8790] [--speed 1] [--site international|mainland] [--temporary]

  --port       port on 127.0.0.1
  --speed      virtual seconds per real second: 60 plays an hour in a minute
  --site       the site of Tencent Cloud: its regions and fields alone are taken; without it, those of either
  --temporary  keys of both vendors that need their session token

Control, e.g. curl -d '{"room":"295066","state":"idle"}' http://127.0.0.1:8790/_control/room

${controlUsage}
`;

/** The stack configuration that points a program at the emulator. */
function configLines({ endpoint, accounts }: Vendors): string {
  const lines: string[] = [];
  for (const { secretId, secretKey, token } of accounts.tencent.slice(0, 1)) {
    lines.push(
      `tencentcloud:endpoint ${endpoint}`,
      "tencentcloud:region ap-guangzhou",
      `--secret tencentcloud:secretId ${secretId}`,
      `--secret tencentcloud:secretKey ${secretKey}`,
      ...(token === undefined ? [] : [`--secret tencentcloud:securityToken ${token}`]),
    );
  }
  for (const { accessKey, secretKey, sessionToken } of accounts.volcengine.slice(0, 1)) {
    lines.push(
      `volcengine:endpoint ${endpoint}`,
      "volcengine:region cn-north-1",
      `--secret volcengine:accessKey ${accessKey}`,
      `--secret volcengine:secretKey ${secretKey}`,
      ...(sessionToken === undefined ? [] : [`--secret volcengine:sessionToken ${sessionToken}`]),
    );
  }
  return lines.map((line) => `pulumi config set ${line}`).join("\n");
}

function callLine({ at, service, action, region, code, fault }: JournalEntry): string {
  const time = new Date(at).toISOString().slice(11, 19);
  return `${time} ${service} ${action} ${region} ${code}${fault === undefined ? "" : ` (${fault})`}`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "8790" },
      speed: { type: "string", default: "1" },
      site: { type: "string" },
      temporary: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const clock = new VirtualClock({ speed: Number(values.speed) });
  const vendors = await startVendors({
    port: Number(values.port),
    clock,
    accounts: values.temporary ? temporaryAccounts : demoAccounts,
    ...(values.site !== undefined && { site: oneOf(sites, values.site) }),
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void vendors.close());
  console.log(`Emulated vendors at ${vendors.endpoint}\n\n${configLines(vendors)}\n`);
  vendors.journal.onRecord((entry) => console.log(callLine(entry)));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
});
