import {
  ArrowDown,
  ArrowUp,
  Bell,
  Bot,
  ChartNoAxesColumn,
  Check,
  ChevronDown,
  ChevronRight,
  ChevronsUpDown,
  ChevronUp,
  CircleAlert,
  CircleCheck,
  CircleQuestionMark,
  Clock,
  Copy,
  CreditCard,
  Ellipsis,
  FileText,
  House,
  Info,
  KeyRound,
  Landmark,
  LoaderCircle,
  LogOut,
  Plus,
  ReceiptText,
  Scale,
  Search,
  SlidersHorizontal,
  Smartphone,
  Tag,
  TextAlignStart,
  TriangleAlert,
  Users,
  X,
  Zap,
} from "lucide-react";

const icons = {
  activity: TextAlignStart,
  agent: Bot,
  alert: TriangleAlert,
  bell: Bell,
  books: Scale,
  card: CreditCard,
  check: Check,
  close: X,
  copy: Copy,
  done: CircleCheck,
  down: ChevronDown,
  error: CircleAlert,
  expand: ChevronsUpDown,
  file: FileText,
  help: CircleQuestionMark,
  home: House,
  info: Info,
  key: KeyRound,
  more: Ellipsis,
  next: ChevronRight,
  number: Smartphone,
  payments: Landmark,
  pending: Clock,
  plus: Plus,
  rates: Tag,
  receipt: ReceiptText,
  recharge: Zap,
  search: Search,
  settings: SlidersHorizontal,
  signOut: LogOut,
  sortDown: ArrowDown,
  sortUp: ArrowUp,
  spinner: LoaderCircle,
  team: Users,
  up: ChevronUp,
  usage: ChartNoAxesColumn,
} as const;

export type IconName = keyof typeof icons;

type IconProps = {
  name: IconName;
  /** In CSS pixels at the usual text size; it grows with the reader's text. */
  size?: number;
  /** Only where the icon stands alone. */
  label?: string;
  className?: string;
};

export function Icon({ name, size = 16, label, className }: IconProps) {
  const Shape = icons[name];
  const named = label ? { role: "img", "aria-label": label } : { "aria-hidden": true };
  return <Shape size={`${size / 16}rem`} strokeWidth={1.5} className={className} {...named} />;
}
