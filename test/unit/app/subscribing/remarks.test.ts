import {describe, expect, it} from 'vitest';
import type {PreviewPort} from '../../../../server-proxy/src/app/subscribing/preview_port';
import {remarksOn} from '../../../../server-proxy/src/app/subscribing/remarks';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {newDraft} from '../../../../server-proxy/src/domain/subscription/draft';

const HERE = 'c'.repeat(26);
const THERE = 'd'.repeat(26);
const silent = () => undefined;

/** @param reached names that a mention reaches, by channel */
const remarks = (
    draft: Parameters<typeof remarksOn>[1],
    preview: PreviewPort['preview'] | undefined,
    reached: Readonly<Record<string, readonly string[]>> = {},
) =>
    remarksOn(
        {
            channels: {
                find: async (id) => ({id, teamId: 't', address: `ops/${id[0]}`, isArchived: false, isJoined: true}),
                reach: async (name, channelId) => {
                    if (name === 'broken') {
                        throw new AppError('mattermost_unreachable', 'away');
                    }
                    return reached[channelId]?.includes(name) ? 'reached' : name === 'ghost' ? 'nobody' : 'outside';
                },
            },
            ...(preview ? {preview: {preview}} : {}),
            clock: {now: () => 0, monotonic: () => 0, sleep: () => new Promise((resolve) => setTimeout(resolve, 50))},
            logger: {debug: silent, info: silent, warn: silent, error: silent},
        },
        draft,
        'en',
    );

const UNKNOWN = expect.stringContaining('not known at the moment');

describe('what is said of a subscription before it is saved', () => {
    const draft = newDraft('id', HERE);

    it.each(['This matches no monitored host or service', 'This matches every monitored host and service'])(
        'is what the preview says: %s',
        async (sentence) => {
            expect(await remarks(draft, () => Promise.resolve([sentence]))).toEqual([sentence]);
        },
    );

    it('is that nothing is known, where there is no preview, it fails, or takes too long', async () => {
        expect(await remarks(draft, undefined)).toEqual([UNKNOWN]);
        const failing = () => Promise.reject(new AppError('openitcockpit_unreachable', 'away'));
        expect(await remarks(draft, failing)).toEqual([UNKNOWN]);
        expect(await remarks(draft, () => new Promise(() => undefined))).toEqual([UNKNOWN]);
    });

    it('names those whom a mention does not reach, each in the channel where it is made', async () => {
        const loud = {
            ...draft,
            critical: {mention: '@here @jane @bob @ghost @broken', priority: 'standard'},
            warning: {mention: '@BOB', priority: 'standard'},
            escalation: {mention: '@channel @jane', priority: 'urgent', afterMinutes: 5, channelId: THERE},
        } as const;
        const said = await remarks(loud, () => Promise.resolve([]), {[HERE]: ['jane']});
        expect(said).toEqual([
            expect.stringMatching(/^⚠️ Not in ops\/c, .*: `@bob`$/),
            expect.stringMatching(/Nobody is called this in Mattermost: `@ghost`$/),
            expect.stringMatching(/is not known: `@broken`$/),
            expect.stringMatching(/^⚠️ Not in ops\/d, .*: `@jane`$/),
        ]);
    });

    it('is that it only tries out', async () => {
        expect(await remarks({...draft, shadow: true}, () => Promise.resolve([]))).toEqual([
            expect.stringContaining('posts nothing'),
        ]);
    });
});
