import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mayLeave, Unsaved, watch } from "./unsaved";

let content = "";
let answer = true;
const asked: string[] = [];
let stops: (() => void)[] = [];

beforeEach(() => {
  content = "Ana";
  answer = true;
  asked.length = 0;
  vi.stubGlobal("document", new EventTarget());
  const confirm = (words: string) => {
    asked.push(words);
    return answer;
  };
  vi.stubGlobal("window", Object.assign(new EventTarget(), { confirm }));
});
afterEach(() => {
  for (const stop of stops) stop();
  stops = [];
  vi.unstubAllGlobals();
});

function form(): Unsaved {
  const made = new Unsaved(() => content);
  made.words = "Leave without the changes?";
  stops.push(watch(made));
  return made;
}

function type(into: Unsaved, text: string) {
  into.approach();
  content = text;
  into.touch();
}

/** Whether the browser would ask by itself. */
function unloadIsHeld(): boolean {
  return !window.dispatchEvent(new Event("beforeunload", { cancelable: true }));
}

describe("a page with a changed form", () => {
  it("asks before it is left, and stays when that is the answer", () => {
    type(form(), "Anabela");
    answer = false;
    expect(unloadIsHeld()).toBe(true);
    expect(mayLeave()).toBe(false);
    expect(mayLeave()).toBe(false);
    expect(asked).toEqual(["Leave without the changes?", "Leave without the changes?"]);
  });

  it("asks once, however many forms were changed, and not a second time when the page then goes", () => {
    for (const one of [form(), form()]) type(one, `${content}!`);
    expect(mayLeave()).toBe(true);
    expect(mayLeave()).toBe(true);
    expect(unloadIsHeld()).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it("still asks after a refusal, which leaves what was typed in the fields", () => {
    const one = form();
    type(one, "");
    one.approach();
    expect(unloadIsHeld()).toBe(true);
  });
});

describe("nothing is asked", () => {
  it("of a form nobody changed, whatever the page itself put into it", () => {
    const one = form();
    one.approach();
    content = "Ana Silva";
    expect(mayLeave()).toBe(true);
    expect(unloadIsHeld()).toBe(false);
  });

  it("when the values are back to what they were", () => {
    const one = form();
    type(one, "Anabela");
    type(one, "Ana");
    expect(mayLeave()).toBe(true);
    expect(unloadIsHeld()).toBe(false);
  });

  it("after a save, and what was saved is what later changes are compared with", () => {
    const one = form();
    type(one, "Anabela");
    one.forget();
    expect(unloadIsHeld()).toBe(false);
    type(one, "Ana");
    expect(unloadIsHeld()).toBe(true);
    type(one, "Anabela");
    expect(unloadIsHeld()).toBe(false);
    expect(asked).toEqual([]);
  });

  it("of a form that is no longer there", () => {
    type(form(), "Anabela");
    for (const stop of stops) stop();
    expect(mayLeave()).toBe(true);
    expect(unloadIsHeld()).toBe(false);
  });
});
