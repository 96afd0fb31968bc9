import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {CommandApplication} from '../../../server-proxy/src/app/commands/command';
import {answerCommand} from '../../../server-proxy/src/plugin_process/slash_command';

/** An openITCOCKPIT that never answers. */
const silent = {
    listProblems: () => new Promise(() => undefined),
    showHost: () => new Promise(() => undefined),
} as unknown as CommandApplication;

const typed = (line: string, language: 'en' | 'de') =>
    answerCommand({
        line,
        language,
        health: {status: 'up', version: '1.2.3', reasons: []},
        timeZone: 'UTC',
        siteUrl: 'https://chat.example.org',
        userId: 'jane',
        channelId: 'town-square',
        teamId: 'ops',
        rootId: '',
        triggerId: '',
        sendSupport: undefined,
        application: silent,
    });

describe('a command while openITCOCKPIT does not answer', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    it.each([
        ['/openitcockpit problems', 'en', 'openITCOCKPIT has not answered for 20 seconds; please try again later.'],
        ['/openitcockpit host web01', 'de', 'openITCOCKPIT hat seit 20 Sekunden nicht geantwortet; bitte später'],
    ] as const)('%s (%s) says so after 20 seconds, and not before', async (line, language, sentence) => {
        let answer: unknown;
        void typed(line, language).then((text) => {
            answer = text;
        });
        await vi.advanceTimersByTimeAsync(19_900);
        expect(answer).toBeUndefined();
        await vi.advanceTimersByTimeAsync(200);
        expect(answer).toContain(sentence);
        expect(vi.getTimerCount()).toBe(0);
    });
});
