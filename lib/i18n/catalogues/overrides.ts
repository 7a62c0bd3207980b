import type { Messages } from "./en";

type DeepPartial<Tree> = Tree extends string ? string : { [Key in keyof Tree]?: DeepPartial<Tree[Key]> };

export type MessageOverrides = DeepPartial<Messages>;
