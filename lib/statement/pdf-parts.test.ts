import { basename } from "node:path";
import { expect, it } from "vitest";
import { faceOf } from "./pdf-parts";

it.each([
  ["Kianda Logística, Lda", "figtree-400.ttf"],
  ["Łódź Žižkov Þórður Ştefan, ₹ 1 000 − 5 €", "figtree-400.ttf"],
  ["Трансмаш ООО", "noto-sans-400.ttf"],
  ["Αφοί Παπαδόπουλοι", "noto-sans-400.ttf"],
  ["Công ty Nguyễn", "noto-sans-400.ttf"],
])("%s is set in one face that has its letters: %s", (text, face) => {
  expect(basename(faceOf(text, "text"))).toBe(face);
});
