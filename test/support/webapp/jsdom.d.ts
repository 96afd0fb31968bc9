/** The part of jsdom the bundle's test uses; jsdom ships no types. */
declare module 'jsdom' {
    export class JSDOM {
        constructor(html: string, options?: {readonly runScripts?: 'outside-only'; readonly url?: string});
        readonly window: Window & typeof globalThis;
    }
}
