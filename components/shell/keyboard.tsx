"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";
import { mayLeave } from "@/components/forms/unsaved";
import type { CommandLabels, PaletteItem } from "./command-palette";
import type { KeyboardLabels, KeyRow } from "./keyboard-list";
import { onPalette } from "./shell-events";

const CommandPalette = lazy(() => import("./command-palette"));
const KeyboardList = lazy(() => import("./keyboard-list"));

type KeyboardProps = {
  /** Single keys are a setting of the person (WCAG 2.1.4); Ctrl/Cmd K stays. */
  shortcuts: boolean;
  /** `G`, then the key. */
  go: Record<string, string>;
  items: readonly PaletteItem[];
  rows: readonly KeyRow[];
  labels: { palette: CommandLabels; keys: KeyboardLabels };
};

type Opened = "palette" | "keys" | null;

const secondKeyMs = 1500;

/** Listens for the keys and fetches palette and list only when first asked for. */
export function Keyboard({ shortcuts, go, items, rows, labels }: KeyboardProps) {
  const router = useRouter();
  const [opened, setOpened] = useState<Opened>(null);

  useEffect(() => onPalette(() => setOpened("palette")), []);

  useEffect(() => {
    let wentAt = Number.NEGATIVE_INFINITY;
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing) return;
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setOpened("palette");
        return;
      }
      if (!shortcuts || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return;
      const key = event.key.toLowerCase();
      const isSecond = performance.now() - wentAt < secondKeyMs;
      wentAt = key === "g" ? performance.now() : Number.NEGATIVE_INFINITY;
      if (answer(key, isSecond)) event.preventDefault();
    }
    function answer(key: string, isSecond: boolean): boolean {
      const drawer = document.querySelector("dialog:modal");
      if (drawer) return press(drawer, key);
      const href = isSecond ? go[key] : undefined;
      if (href) {
        if (mayLeave()) router.push(href);
        return true;
      }
      if (press(document, key)) return true;
      if (key !== "?" && key !== "/") return false;
      setOpened(key === "?" ? "keys" : "palette");
      return true;
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [shortcuts, go, router]);

  const close = () => setOpened(null);
  return (
    <Suspense fallback={null}>
      {opened === "palette" && <CommandPalette items={items} labels={labels.palette} onClose={close} />}
      {opened === "keys" && <KeyboardList rows={rows} labels={labels.keys} onClose={close} />}
    </Suspense>
  );
}

/** Whatever the page has marked with this key: a field is entered, anything else is pressed. */
function press(place: ParentNode, key: string): boolean {
  const control = place.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(key)}"]`);
  if (control?.matches("input[type=search]")) control.focus();
  else control?.click();
  return control !== null;
}

/** Keys belong to the field that is being typed in, and to a dialog while one is open. */
function isBusy(target: EventTarget | null) {
  if (document.querySelector('[role="dialog"], [role="menu"], :popover-open')) return true;
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));
}
