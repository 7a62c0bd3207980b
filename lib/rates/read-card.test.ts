import { expect, it } from "vitest";
import { defaultCatalogue } from "./default-catalogue";
import { readCard } from "./read-card";
import { writeCard } from "./write-card";

const head = "channel,direction,category,destination,unit,credits,increment,minimum,rounding";

it("a card written to a file is read back as it was", () => {
  const { rates, problems } = readCard(writeCard(defaultCatalogue));
  expect(problems).toEqual([]);
  const plain = (list: readonly { id: string }[]) => list.map(({ id: _id, ...rate }) => rate);
  expect(plain(rates)).toEqual(plain(defaultCatalogue));
});

it("every wrong line is named with what is wrong with it, and the right ones are read", () => {
  const { rates, problems } = readCard(
    [
      head,
      "sms,outbound,,AO,part,1,1,1,up",
      "fax,outbound,,AO,part,1,1,1,up",
      "",
      "sms,outbound,,ao,part,1,1,1,up",
      "sms,outbound,,+244,part,0.0000001,1,1,up",
      "sms,outbound,,AO,part,2,1,1,up",
      "sms,outbound,,PT,part",
      '"sms",outbound,,"*",part,-1,1,1,up',
    ].join("\r\n"),
  );
  expect(rates.map(({ destination }) => destination)).toEqual(["AO"]);
  expect(problems.map(({ line, problem }) => [line, problem])).toEqual([
    [3, "channel"],
    [5, "destination"],
    [6, "credits"],
    [7, "twice"],
    [8, "cells"],
    [9, "credits"],
  ]);
});

it("a spreadsheet's semicolons and its mark at the beginning are read too; a file without the columns is told which", () => {
  const saved = `\uFEFF${head.replaceAll(",", ";")}\nsms;outbound;;*;part;1;1;1;up\n`;
  expect(readCard(saved)).toMatchObject({ problems: [], rates: [{ destination: "*" }] });
  expect(readCard("channel,direction\nsms,outbound").problems).toEqual([
    { line: 1, problem: "header", text: "category, destination, unit, credits, increment, minimum, rounding" },
  ]);
  expect(readCard(`${head}\n`).problems).toMatchObject([{ problem: "empty" }]);
});
