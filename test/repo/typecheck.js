// Checks a project with one compiler under all settings that programs have, and prints what it finds in the project's
// own files and in the declarations of this package, by setting: node typecheck.js <compiler> <project>.
const { join } = require("node:path");
const ts = require(process.argv[2]);

const project = process.argv[3];
const [major] = ts.version.split(".").map(Number);

/** Those of the template of `pulumi new typescript`; libraries are checked too. */
const template = {
  strict: true,
  target: ts.ScriptTarget.ES2020,
  experimentalDecorators: true,
  noFallthroughCasesInSwitch: true,
  noImplicitReturns: true,
  forceConsistentCasingInFileNames: true,
  skipLibCheck: false,
  noEmit: true,
  types: ["node"],
};

const { CommonJS, ES2020, NodeNext } = ts.ModuleKind;
const deprecated = major >= 6 ? { ignoreDeprecations: "6.0" } : {};
const both = ["program.ts", "program.mts", "program.cts"];
const resolutions = {
  node: { files: ["program.ts"], options: { module: CommonJS, moduleResolution: 2, ...deprecated } },
  nodenext: {
    files: both,
    options: { module: NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext },
  },
  ...(major >= 5 && {
    bundler: {
      files: ["program.ts"],
      options: { module: ES2020, moduleResolution: ts.ModuleResolutionKind.Bundler },
    },
  }),
};

/** Source files are read once for all settings that read them alike. */
const sources = new Map();

function createHost(options) {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getCurrentDirectory = () => project;
  host.getSourceFile = (file, target, ...rest) => {
    const key = JSON.stringify([file, target]);
    if (!sources.has(key)) sources.set(key, read(file, target, ...rest));
    return sources.get(key);
  };
  return host;
}

// All try the way that is strictest. The oldest and the newest also try the oldest way, those between them the one that
// is theirs; TypeScript 7 tries the rest elsewhere.
const isBetween = major === 5;
const names = isBetween ? ["nodenext", "bundler"] : ["node", "nodenext"];
const tried = Object.entries(resolutions).filter(([name]) => names.includes(name));

const found = {};
for (const [resolution, { files, options }] of tried) {
  // What modules are found has nothing to do with what a property may be: both are tried once.
  for (const exactOptionalPropertyTypes of resolution === "node" ? [false, true] : [true]) {
    const settings = { ...template, ...options, exactOptionalPropertyTypes };
    const program = ts.createProgram(
      files.map((file) => join(project, file)),
      settings,
      createHost(settings),
    );
    const ours = program.getSourceFiles().filter(({ fileName }) => fileName.startsWith(`${project}/`));
    const diagnostics = [
      ...program.getOptionsDiagnostics(),
      ...ours.flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ]),
    ];
    found[`${resolution}${exactOptionalPropertyTypes ? ", exact optional properties" : ""}`] = {
      files: ours.length,
      problems: diagnostics.map(
        ({ file, messageText }) =>
          `${file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      ),
    };
  }
}
console.log(JSON.stringify(found));
