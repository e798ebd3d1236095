import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type JsonValue, member, parseJson } from "../../local/vendors/json";

const names = ["chromium", "google-chrome", "chromium-browser"];

/** The command of this machine's browser; undefined, and said loudly, where there is none. */
export function findBrowser(): string | undefined {
  const command = names.find((name) => spawnSync(name, ["--version"]).status === 0);
  if (command === undefined)
    console.warn(`SKIPPED: no page was looked at, as none of ${names.join(", ")} is on PATH.`);
  return command;
}

/** How somebody looks at a page. */
export interface View {
  readonly scheme: "light" | "dark";
  /** Width of the window, in pixels. */
  readonly width: number;
}

const height = 900;

/** A headless browser with one window, driven by the protocol of its developer tools. */
export class Browser implements AsyncDisposable {
  /** What pages have logged, and what went wrong in them. */
  readonly complaints: string[] = [];
  #last = 0;
  #session: JsonValue | undefined;
  readonly #answers = new Map<number, (answer: JsonValue) => void>();
  readonly #waiting = new Map<string, () => void>();

  private constructor(
    private readonly process: ChildProcess,
    private readonly profile: string,
    private readonly socket: WebSocket,
  ) {
    socket.addEventListener("message", ({ data }) => this.#hear(parseJson(String(data))));
    socket.addEventListener("close", () => {
      for (const answer of this.#answers.values()) answer({ error: "the browser is gone" });
    });
  }

  static async start(command: string): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), "browser-"));
    const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"];
    const process = spawn(command, [...flags, "--remote-debugging-port=0", `--user-data-dir=${profile}`], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const socket = new WebSocket(await addressOf(process));
    await once(socket, "open");
    const browser = new Browser(process, profile, socket);
    const target = await browser.#send("Target.createTarget", { url: "about:blank" });
    const attachment = { targetId: member(target, "targetId"), flatten: true };
    browser.#session = member(await browser.#send("Target.attachToTarget", attachment), "sessionId");
    for (const domain of ["Page", "Runtime", "Log"]) await browser.#send(`${domain}.enable`);
    return browser;
  }

  /** Looks at what is opened, now and later, in this way. */
  async look({ scheme, width }: View): Promise<void> {
    const features = [{ name: "prefers-color-scheme", value: scheme }];
    await this.#send("Emulation.setEmulatedMedia", { features });
    await this.#size(width, height);
  }

  /** Opens a file, and waits until it is loaded. */
  async open(file: string): Promise<void> {
    const loaded = new Promise<void>((done) => this.#waiting.set("Page.loadEventFired", done));
    const failure = member(await this.#send("Page.navigate", { url: `file://${file}` }), "errorText");
    if (failure !== undefined) throw new Error(`${file} was not opened: ${failure}`);
    await loaded;
  }

  /** Runs a script in the page; gives what it comes to, or what that promises. */
  async run(expression: string): Promise<JsonValue | undefined> {
    const how = { expression, awaitPromise: true, returnByValue: true };
    const answer = await this.#send("Runtime.evaluate", how);
    const failure = member(answer, "exceptionDetails");
    if (failure !== undefined) throw new Error(JSON.stringify(failure));
    return member(member(answer, "result"), "value");
  }

  /** What the page looks like from its top, as a PNG that is at most so high. */
  async picture(width: number, highest: number): Promise<Buffer> {
    const whole = Number(await this.run("document.documentElement.scrollHeight"));
    await this.#size(width, Math.min(whole, highest));
    const answer = await this.#send("Page.captureScreenshot", { format: "png" });
    return Buffer.from(String(member(answer, "data")), "base64");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.process, "close");
    // It may be gone before it has answered.
    this.#send("Browser.close").catch(() => undefined);
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  async #size(width: number, high: number): Promise<void> {
    const metrics = { width, height: high, deviceScaleFactor: 1, mobile: false };
    await this.#send("Emulation.setDeviceMetricsOverride", metrics);
  }

  async #send(method: string, params: object = {}): Promise<JsonValue> {
    this.#last += 1;
    const id = this.#last;
    const answered = new Promise<JsonValue>((done) => this.#answers.set(id, done));
    this.socket.send(JSON.stringify({ id, method, params, sessionId: this.#session }));
    const answer = await answered;
    const result = member(answer, "result");
    if (result === undefined) throw new Error(`${method}: ${JSON.stringify(member(answer, "error"))}`);
    return result;
  }

  #hear(message: JsonValue): void {
    const id = Number(member(message, "id"));
    this.#answers.get(id)?.(message);
    this.#answers.delete(id);
    const method = String(member(message, "method"));
    this.#waiting.get(method)?.();
    if (["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"].includes(method))
      this.complaints.push(JSON.stringify(member(message, "params")));
  }
}

/** Where a browser that was just started listens: it says so in a line. */
function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error("what the browser says is not read");
  const said: string[] = [];
  return new Promise((found, failed) => {
    // It is read to its end: a pipe that nobody reads fills.
    const lines = createInterface({ input: stderr });
    lines.on("line", (line) => {
      said.push(line);
      const [, address] = /^DevTools listening on (ws:\S+)$/.exec(line) ?? [];
      if (address !== undefined) found(address);
    });
    lines.on("close", () => failed(new Error(`the browser does not start: ${said.join("\n")}`)));
  });
}
