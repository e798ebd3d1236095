import { test } from "@jest/globals";
import { expectDriftShown, expectFailUntilDecided, expectRestartShown } from "./drift";

const patience = 240_000;

test("what drifted shows in the next preview", () => expectDriftShown("pulumi"), patience);
test("why it is started again shows in the preview", () => expectRestartShown("pulumi"), patience);
test("an end that is to fail fails until it is decided", () => expectFailUntilDecided("pulumi"), patience);
