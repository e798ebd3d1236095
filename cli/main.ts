#!/usr/bin/env node
import "../sdk/core/requireNode";
import { run } from "./run";

const output = {
  out: (text: string) => void process.stdout.write(`${text}\n`),
  err: (text: string) => void process.stderr.write(`${text}\n`),
};

run(process.argv.slice(2), output).then((exitCode) => {
  process.exitCode = exitCode;
});
