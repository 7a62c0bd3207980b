import { describe, expect, it } from "vitest";
import { actions, pages, routes } from "@/app/_gate/access";
import { mailedPlaces, places } from "../places";
import { readBuild } from "./manifests";

type ActionManifest = Record<"node" | "edge", Record<string, { filename: string; exportedName: string }>>;

const madeByTheFramework = ["/_not-found", "/_global-error"];

describe("the role matrix", () => {
  const built = Object.entries(readBuild<Record<string, string>>("app-path-routes-manifest.json")).filter(
    ([, address]) => !madeByTheFramework.includes(address),
  );
  const addressesOf = (kind: "page" | "route") =>
    built.filter(([file]) => file.endsWith(`/${kind}`)).map(([, address]) => address);

  it("declares every page of the build, and no page that is not there", () => {
    expect(addressesOf("page").sort()).toEqual(Object.keys(pages).sort());
  });

  it("declares every route of the build, and no route that is not there", () => {
    expect(addressesOf("route").sort()).toEqual(Object.keys(routes).sort());
  });

  it("declares every server action of the build, and no action that is not there", () => {
    const manifest = readBuild<ActionManifest>("server/server-reference-manifest.json");
    const found = [...Object.values(manifest.node), ...Object.values(manifest.edge)].map(
      ({ filename, exportedName }) => `${filename.replace(/^app\//, "").replace(/\.tsx?$/, "")}#${exportedName}`,
    );
    expect([...new Set(found)].sort()).toEqual(
      Object.values(actions)
        .map(({ at }) => at)
        .sort(),
    );
  });
});

it("every page that can be opened is among those that are looked at and scored", () => {
  // These lead on at once.
  const leading = ["/", "/w/[workspace]", "/w/[workspace]/settings"];
  // Behind a mailed link, under a name of their own.
  const mailed = ["/sign-up/finish", "/invitation", "/reset-password", "/dev/inbox/[id]"];
  const looked = places.map(({ path }) => path.split("?")[0] ?? "");
  const isLooked = (page: string) => {
    const pattern = page.replace("[...missing]", "nothing-here").replace(/\[\w+\]/g, "[^/]+");
    return looked.some((path) => new RegExp(`^${pattern}$`).test(path));
  };
  const others = Object.keys(pages).filter((page) => !leading.includes(page) && !mailed.includes(page));
  expect(others.filter((page) => !isLooked(page))).toEqual([]);
  expect(mailedPlaces.length).toBeGreaterThanOrEqual(mailed.length);
});
