"use client";

import { Command, useCommandState } from "cmdk";
import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { mayLeave } from "@/components/forms/unsaved";
import { Icon } from "@/components/ui/icon";
import { paletteScore } from "./palette-score";

export type PaletteItem = { label: string; href: string; group: string; keywords?: readonly string[] };
export type CommandLabels = {
  title: string;
  placeholder: string /** `{query}` stands for what was typed. */;
  empty: string;
  /** Where numbers are looked for that are no page's name; `{query}` stands in both for what was typed. */
  find?: { label: string; href: string };
};

type CommandPaletteProps = { items: readonly PaletteItem[]; labels: CommandLabels; onClose: () => void };

const itemLook =
  "relative flex min-h-9 items-center rounded-nav px-2.5 before:absolute before:inset-y-2 before:start-0 before:w-0.5 before:rounded-full data-[selected=true]:bg-accent-soft data-[selected=true]:font-medium data-[selected=true]:text-accent-on-soft data-[selected=true]:before:bg-accent pointer-coarse:min-h-11";

export default function CommandPalette({ items, labels, onClose }: CommandPaletteProps) {
  const router = useRouter();
  const groups = [...new Set(items.map((item) => item.group))];
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-2 top-2 z-50 mx-auto flex max-h-[calc(100dvh-1rem)] max-w-140 animate-fade flex-col overflow-clip rounded-sheet bg-raised text-ink shadow-lift outline-none sm:top-[12vh] sm:max-h-[60vh]"
        >
          <Dialog.Title className="sr-only">{labels.title}</Dialog.Title>
          <Command label={labels.title} loop filter={paletteScore} className="flex min-h-0 flex-col">
            <div className="flex items-center gap-3 border-b border-ink px-4">
              <Icon name="search" className="shrink-0 text-ink-3" />
              <Command.Input
                placeholder={labels.placeholder}
                className="min-h-12 w-full min-w-0 bg-transparent text-touch outline-none"
              />
            </div>
            <Command.List className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2">
              <Command.Empty className="px-2.5 py-6 text-center text-ink-2">
                <Nothing words={labels.empty} />
              </Command.Empty>
              {labels.find && (
                <Finder
                  find={labels.find}
                  onPick={(href) => {
                    if (!mayLeave()) return;
                    onClose();
                    router.push(href);
                  }}
                />
              )}
              {groups.map((group) => (
                <Command.Group
                  key={group}
                  heading={group}
                  className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-ink-3"
                >
                  {items
                    .filter((item) => item.group === group)
                    .map((item) => (
                      <Command.Item
                        key={item.href + item.label}
                        value={`${item.group} ${item.label}`}
                        keywords={[...(item.keywords ?? [])]}
                        onSelect={() => {
                          if (!mayLeave()) return;
                          onClose();
                          router.push(item.href);
                        }}
                        className={itemLook}
                      >
                        <span className="min-w-0 truncate">{item.label}</span>
                      </Command.Item>
                    ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Documents have too many numbers to be sent with every page: what has a digit in it is looked for where they are. */
function Finder({ find, onPick }: { find: { label: string; href: string }; onPick: (href: string) => void }) {
  const query = useCommandState((state) => state.search).trim();
  if (!/\d/.test(query)) return null;
  return (
    <Command.Item
      forceMount
      value={`find ${query}`}
      onSelect={() => onPick(find.href.replace("{query}", encodeURIComponent(query)))}
      className={itemLook}
    >
      <span className="min-w-0 truncate">{find.label.replace("{query}", query)}</span>
    </Command.Item>
  );
}

function Nothing({ words }: { words: string }) {
  const query = useCommandState((state) => state.search);
  return words.replace("{query}", query);
}
