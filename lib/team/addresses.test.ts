import { describe, expect, it } from "vitest";
import { readAddresses } from "./addresses";

describe("readAddresses", () => {
  it("takes several at once, however they are separated, and each mailbox once", () => {
    const { folded, unreadable } = readAddresses(
      "ana@kianda.example, Rui@KIANDA.example;\n ana@kianda.example  eva@kianda.example",
    );
    expect(folded).toEqual(["ana@kianda.example", "rui@kianda.example", "eva@kianda.example"]);
    expect(unreadable).toEqual([]);
  });

  it("reads what a mail program copies", () => {
    expect(readAddresses('"Silva, Ana" <ana@kianda.example>').folded).toContain("ana@kianda.example");
    expect(readAddresses("Ana Silva <ana@kianda.example>, Rui Costa <rui@kianda.example>")).toEqual({
      folded: ["ana@kianda.example", "rui@kianda.example"],
      unreadable: [],
    });
  });

  it("drops nothing silently: what is no address comes back", () => {
    expect(readAddresses("ana@kianda.example ana.kianda.example rui@").unreadable).toEqual([
      "ana.kianda.example",
      "rui@",
    ]);
  });
});
