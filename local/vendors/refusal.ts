/** The vendor refuses a call: a code of its tables and a text for people. */
export class Refusal extends Error {
  constructor(
    /** The vendor's code, e.g. ResourceInUse.TaskInUse. */
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = "Refusal";
  }
}
