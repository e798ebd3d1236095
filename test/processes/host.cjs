// A process that runs one Node.js program after the other, each as if it had a process of its own: with its own
// arguments, variables and folder, its own copy of the SDK and of this package, and the events of a process that ends.
// What is kept is what takes the time: third parties' modules, and what the engine of JavaScript learned of all code.
const Module = require("node:module");
const { Server, Socket } = require("node:net");
const { performance } = require("node:perf_hooks");

/** Modules that no two programs may share, as they keep what they learn. */
const ownModules =
  /^(?!.*[\\/]node_modules[\\/])|[\\/]@pulumi[\\/](pulumi[\\/](?!proto|node_modules)|policy[\\/])/;
/** It follows what is loaded from the beginning on, and keeps nothing of a program. */
const observer = /[\\/]closure[\\/]v8Hooks\.js$/;
/** What no program can change: the contracts, and what they are made of. */
const contracts = /[\\/]dist[\\/]sdk[\\/]contracts\.js$/;
/** Where the SDK keeps what all of its copies share. */
const ownGlobals = ["asyncLocalStorage", "globalStore", "stackResource"];
/** So often the loop has to find nothing to do before a program counts as ended: its last listeners may begin anew. */
const quietTurns = 3;

const listen = Server.prototype.listen;
const connect = Socket.prototype.connect;
const home = process.cwd();
const firstListeners = new Map(process.eventNames().map((name) => [name, process.rawListeners(name)]));
const firstModules = new Set(Object.keys(require.cache));
const intervals = new Set();
const servers = new Set();
const sockets = new Set();
let isRunning = false;
let lastTurn = -1;
let quiet = 0;

Server.prototype.listen = function (...args) {
  servers.add(this);
  this.on("connection", (socket) => sockets.add(socket)).once("close", () => servers.delete(this));
  return listen.apply(this, args);
};
Socket.prototype.connect = function (...args) {
  sockets.add(this.once("close", () => sockets.delete(this)));
  return connect.apply(this, args);
};
const { setInterval } = globalThis;
globalThis.setInterval = (...args) => {
  const interval = setInterval(...args);
  intervals.add(interval);
  return interval;
};

function begin({ args, cwd, environment }) {
  isRunning = true;
  lastTurn = -1;
  process.channel.unref();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(cwd);
  process.argv = [process.execPath, ...args];
  process.on("beforeExit", endOnceQuiet);
  Module._load(args[0], null, true);
}

/** The last to hear that nothing is left to do, and the one who asks whether that is still so. */
function endOnceQuiet() {
  const turn = performance.nodeTiming.uvMetricsInfo.loopCount;
  quiet = turn - lastTurn <= 1 ? quiet + 1 : 0;
  lastTurn = turn;
  if (quiet > quietTurns) return end();
  process.off("beforeExit", endOnceQuiet).on("beforeExit", endOnceQuiet);
  setImmediate(() => undefined);
}

function end() {
  process.emit("exit", process.exitCode ?? 0);
  const { exitCode = 0 } = process;
  process.exitCode = undefined;
  for (const name of process.eventNames()) {
    const kept = firstListeners.get(name) ?? [];
    for (const listener of process.rawListeners(name))
      if (!kept.includes(listener)) process.off(name, listener);
  }
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const interval of intervals) clearInterval(interval);
  intervals.clear();
  const kept = new Set(firstModules);
  for (const path of Object.keys(require.cache)) if (contracts.test(path)) keep(require.cache[path], kept);
  for (const path of Object.keys(require.cache))
    if (!kept.has(path) && ownModules.test(path) && !observer.test(path)) delete require.cache[path];
  for (const name of ownGlobals) delete globalThis[name];
  process.chdir(home);
  isRunning = false;
  quiet = 0;
  process.channel.ref();
  for (const output of [process.stdout, process.stderr]) output.write(`\0ended ${exitCode}\n`);
}

/** Keeps a module with all that it has loaded. */
function keep({ filename, children }, kept) {
  if (kept.has(filename)) return;
  kept.add(filename);
  for (const child of children) keep(child, kept);
}

/** A server never ends by itself: as when a signal ends it, nobody reaches it any more. */
function stop() {
  if (!isRunning) return;
  for (const server of servers) server.close();
  for (const socket of sockets) socket.destroy();
}

process.on("message", (message) => (message === "stop" ? stop() : begin(message)));
process.on("disconnect", () => process.exit());
firstListeners.set("message", process.rawListeners("message"));
firstListeners.set("disconnect", process.rawListeners("disconnect"));
