import {describe, expect, it} from 'vitest';
import {LIMIT} from '#contract';
import {HANDLED_COLOUR, stateColour} from '../../../../server-proxy/src/domain/alert/state';
import {
    MOST_IN_STORM,
    renderStormPost,
    type StormPostOptions,
} from '../../../../server-proxy/src/domain/post/storm_post';
import {type ListLine, summaryOf} from '../../../../server-proxy/src/domain/storm/list_line';
import type {Storm} from '../../../../server-proxy/src/domain/storm/storm';
import {attachmentsOf, fieldOf} from '../../../support/app/storms';

const STORM: Storm = {
    id: 'storm/one',
    channelId: 'c'.repeat(26),
    postId: '',
    again: 0,
    since: 1_795_489_380,
    lastNewAt: 1_795_489_380,
    total: 5,
    moved: 0,
};

const OPTIONS: StormPostOptions = {
    openitcockpitUrl: 'https://monitoring.example.org',
    linkStyle: 'v5',
    language: 'en',
    emojis: true,
    timeZone: 'UTC',
    left: 'posts',
    nowSeconds: 1_795_489_500,
    buttons: {url: 'http://127.0.0.1/actions', secret: 'secret'},
};

const line = (at: number, more: Partial<ListLine> = {}): ListLine => ({
    key: `key${at}`,
    target: {hostUuid: `host${at}`, serviceUuid: `service${at}`},
    hostName: `web${at % 3}`,
    serviceName: `Check ${at}`,
    state: 'CRITICAL',
    output: 'lost',
    handled: 'no',
    failed: false,
    ...more,
});

const render = (lines: readonly ListLine[], storm: Partial<Storm> = {}, options: Partial<StormPostOptions> = {}) =>
    renderStormPost({...STORM, ...storm}, summaryOf(lines, MOST_IN_STORM), {...OPTIONS, ...options});

describe('the post of a storm', () => {
    it('says in one plain line how it is', () => {
        expect(render([line(0), line(1, {state: 'WARNING'})]).message).toBe(
            '🚨 Storm: 5 problems since 03:03 · 2 of 5 still open · 1 CRITICAL, 1 WARNING',
        );
    });

    it('says so in German', () => {
        expect(render([line(0), line(1, {handled: 'acknowledged'})], {}, {language: 'de'}).message).toBe(
            '🚨 Störungswelle: 5 Probleme seit 03:03 · 2 von 5 noch offen · 2 CRITICAL',
        );
    });

    it('shows first what nobody takes care of, the worst first', () => {
        const lines = [line(0, {state: 'WARNING'}), line(1, {handled: 'acknowledged'}), line(2)];
        const shown = fieldOf(render(lines), 'Still open').split('\n');
        expect(shown.map((text) => /Check \d/u.exec(text)?.[0])).toEqual(['Check 2', 'Check 0', 'Check 1']);
        expect(shown[2]).toContain('✓');
    });

    it('counts what is taken care of, and what was not confirmed', () => {
        const lines = [
            line(0, {handled: 'acknowledged'}),
            line(1, {handled: 'under way'}),
            line(2, {handled: 'downtime'}),
            line(3, {failed: true}),
        ];
        const pressed = {username: 'jane', at: 5, count: 4};
        expect(fieldOf(render(lines, {pressed}), 'Taken care of').split('\n')).toEqual([
            '1 of 4 acknowledged',
            '1 under way',
            '1 in downtime',
            '1 not confirmed: acknowledge again',
            // Who pressed is not who has: only what openITCOCKPIT confirms is acknowledged. And it mentions nobody.
            `@\u200bjane pressed “Acknowledge all” for 4 problems`,
        ]);
    });

    it('is calm once somebody takes care of everything that is open', () => {
        const handled = [line(0, {handled: 'acknowledged'}), line(1, {handled: 'downtime'})];
        const colourOf = (lines: readonly ListLine[]) => attachmentsOf(render(lines))[0]?.color;
        expect(colourOf(handled)).toBe(HANDLED_COLOUR);
        expect(colourOf([...handled, line(2, {handled: 'under way'})])).toBe(stateColour('CRITICAL'));
        expect(colourOf([...handled, line(2)])).toBe(stateColour('CRITICAL'));
    });

    it('has no buttons when nothing is open, or two-way integration is off', () => {
        expect(attachmentsOf(render([]))[0]?.actions).toBeUndefined();
        expect(attachmentsOf(render([line(0)], {}, {buttons: undefined}))[0]?.actions).toBeUndefined();
    });

    it('stays small whatever it holds, and nothing in it formats or mentions', () => {
        const long = 'x'.repeat(300);
        const lines = Array.from({length: 5000}, (_, at) =>
            line(at, {hostName: `@channel ${long}${at}`, serviceName: `**${long}`, output: long}),
        );
        const post = render(lines, {total: 20_000});
        expect(post.message.length).toBeLessThanOrEqual(LIMIT.message);
        expect(JSON.stringify(post.props).length).toBeLessThan(16_000);
        expect(JSON.stringify(post)).not.toContain('@channel');
    });
});
