import { test } from "@jest/globals";
import { expectDriftShown, expectFailUntilDecided, expectRestartShown } from "./drift";

const patience = 120_000;

test("what drifted shows in the next preview", () => expectDriftShown("lean"), patience);
test("why it is started again shows in the preview", () => expectRestartShown("lean"), patience);
test("an end that is to fail fails until it is decided", () => expectFailUntilDecided("lean"), patience);
