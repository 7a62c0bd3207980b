import type { OpenedOperation } from "@/app/_gate/operator-page";

export const areas = ["prices", "agreements", "rates", "taxes", "sellers"] as const;
export type Area = (typeof areas)[number];

export type Asked = Record<string, string | string[] | undefined>;
export type AreaProps = { page: OpenedOperation; asked: Asked };

export function areaOf(asked: Asked): Area {
  return areas.find((area) => area === asked.area) ?? "prices";
}

export function textOf(asked: Asked, name: string): string {
  const value = asked[name];
  return typeof value === "string" ? value : "";
}
