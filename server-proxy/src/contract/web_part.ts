import * as z from 'zod/mini';

/** What the webapp needs of Mattermost's web client: methods of its plugin registry, and a React that is new enough. */
export const WEB_PART_NEEDS = [
    'React 18',
    'registerTranslations',
    'registerReducer',
    'registerRootComponent',
    'registerWebSocketEventHandler',
    'registerPostTypeComponent',
    'registerAdminConsoleCustomSetting',
    'registerAdminConsoleCustomSection',
] as const;

export type WebPartNeed = (typeof WEB_PART_NEEDS)[number];

/** Body of ROUTE.webPart: the webapp reports itself alive, with what it found lacking. */
export interface WebPartReport {
    readonly version: string;
    /** React's version, as the web client has it. */
    readonly react: string;
    readonly lacking: readonly WebPartNeed[];
}

const answerSchema = z.object({
    /** Of the handler. */
    version: z.string().check(z.maxLength(40)),
});

/** Answer of ROUTE.webPart. */
export type WebPartAnswer = z.infer<typeof answerSchema>;

/** @returns undefined for an answer this version does not understand */
export const parseWebPartAnswer = (value: unknown): WebPartAnswer | undefined => {
    const result = answerSchema.safeParse(value);
    return result.success ? result.data : undefined;
};
