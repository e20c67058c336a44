declare module 'fastscan' {
  export default class FastScanner {
    constructor(words: string[]);
    search(content: string): [number, string][];
  }
}
