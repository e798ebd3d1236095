import { costOf, type Prices } from "../../policies/cost";
import type { Settings } from "../../provider/core/config/Settings";
import type { Host } from "../../provider/core/host";
import { nameOf } from "../../provider/core/identity";
import type { ExportedResource } from "../../provider/exportedStack";
import { hour } from "../../provider/http/clock";
import { MediaError, UserError } from "../../provider/http/errors";
import { lookAtTask, settledView, type TaskView } from "../../provider/lookAtTask";
import { programName } from "../../sdk/core/contract";
import { billedOf } from "../billedOf";
import { endsOf } from "./endsOf";

/** What something costs: an amount, and whether it is one that is not passed, or not fallen short of. */
export interface Cost {
  readonly amount: number;
  readonly isAtMost: boolean;
  readonly isAtLeast: boolean;
}

/** A task that is being followed. */
export class Watched {
  readonly name: string;
  readonly type: string;
  /** How it was when it was last looked at. */
  view: TaskView | undefined;
  /** Why it could not be looked at the last time. */
  problem: string | undefined;
  /** When it was first seen to be over. */
  #seenOver: number | undefined;
  /** Whether the state has it as over: nobody watched it end. */
  readonly #wasOver: boolean;

  constructor(private readonly resource: ExportedResource) {
    const { lifecycle, state } = resource;
    this.name = nameOf(state.urn);
    this.type = programName(lifecycle.contract);
    this.view = settledView(state);
    this.#wasOver = this.view !== undefined;
  }

  get isOver(): boolean {
    return this.view?.phase === "over";
  }

  /** Asks the vendor how it is. What is over stays so. */
  async look(scene: {
    readonly host: Host;
    readonly settings: Settings;
    readonly limit: number;
  }): Promise<void> {
    if (this.isOver) return;
    try {
      this.view = await lookAtTask({ ...this.resource, ...scene });
      this.problem = undefined;
    } catch (error) {
      if (!(error instanceof MediaError || error instanceof UserError)) throw error;
      this.problem = error.message;
    }
    if (this.isOver) this.#seenOver ??= scene.host.runtime.clock.now();
  }

  /** For how long it has run, or ran, in milliseconds; undefined where nobody knows. */
  ran(now: number): number | undefined {
    const { startedAt, endedAt = this.#seenOver } = this.view ?? {};
    if (startedAt === undefined || (this.#wasOver && endedAt === undefined)) return undefined;
    return Math.max(0, (endedAt ?? now) - startedAt);
  }

  /** What ends it, and when; nothing where it is over. */
  ends(now: number): string {
    return this.isOver ? "" : endsOf(this.resource, this.view?.startedAt, now);
  }

  /** What it has cost so far, by its running time; undefined where that, or a price of it, is not known. */
  cost(prices: Prices, now: number): Cost | undefined {
    const { lifecycle, state } = this.resource;
    const report = costOf([billedOf(lifecycle.contract, state.urn, state.inputs)], prices);
    const ran = report.perHour === 0 ? 0 : this.ran(now);
    if (ran === undefined || (report.lines.length === 0 && report.unpriced.length > 0)) return undefined;
    return {
      amount: report.once + (report.perHour * ran) / hour,
      isAtMost: this.view?.phase === "unsure",
      isAtLeast: report.unpriced.length > 0 || report.lines.some(({ atLeast }) => atLeast),
    };
  }
}
