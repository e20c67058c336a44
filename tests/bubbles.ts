/** A script told bubble by bubble: no bubble says enough, and no rule knows the words (docs/adr/0028). */
export const BUBBLES: readonly string[] = [
  '姐你看下群公告',
  '系统给你派了个连单',
  '三单一组',
  '后面两单',
  '你这边补进去就行',
  '做完我把本和返的',
  '一块给你结',
];
