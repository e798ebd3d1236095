const { PolicyPack } = require("@pulumi/policy");

const isThing = (type) => type === "pulumi-nodejs:dynamic:Thing";

new PolicyPack("things", {
  enforcementLevel: "mandatory",
  policies: [
    {
      name: "value-limit",
      description: "Values have a limit.",
      configSchema: { properties: { limit: { type: "integer", maximum: 100, default: 10 } } },
      validateResource(args, report) {
        if (isThing(args.type) && args.props.value > args.getConfig().limit)
          report(`${args.name} is above the limit`);
      },
    },
    {
      name: "prefer-lists",
      description: "Lists are nicer.",
      enforcementLevel: "advisory",
      validateResource(args, report) {
        if (isThing(args.type) && args.props.list === undefined) report(`${args.name} has no list`);
      },
    },
    {
      name: "round-up",
      description: "Odd values are made even.",
      enforcementLevel: "remediate",
      remediateResource(args) {
        if (isThing(args.type) && args.props.value % 2 === 1)
          return { ...args.props, value: args.props.value + 1 };
      },
    },
    {
      name: "few-things",
      description: "At most three.",
      validateStack(args, report) {
        if (args.resources.filter(({ type }) => isThing(type)).length > 3)
          report("there are too many things");
      },
    },
  ],
});
