import {describe, expect, it} from 'vitest';
import {ACTION, ALERT_POST_TYPE, ALERT_PROP, HOST_STATES, LOOKS, parseAlertProps, SERVICE_STATES} from '#contract';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {newRecord} from '../../../../server-proxy/src/domain/alert/reducer';
import {type PostOptions, renderAlertPost, timeFormat} from '../../../../server-proxy/src/domain/post/alert_post';
import {HOST_UUID, problem, SERVICE_UUID} from '../../../support/app/problem';

const NOW = 1_795_490_000;
const OPTIONS: PostOptions = {
    openitcockpitUrl: 'https://monitoring.example.org/',
    linkStyle: 'v5',
    language: 'en',
    emojis: true,
    formatTime: timeFormat('en', 'Europe/Berlin'),
    actions: {
        url: '/plugins/openitcockpit/api/v1/actions',
        secret: 's',
        origin: 'bot',
        quickReasons: ['Known issue'],
        nowSeconds: NOW,
    },
};

const ack = {
    author: 'Jane Roe (@jane)',
    comment: 'on *it*',
    sticky: true,
    notify: false,
    hostAndServices: false,
    userId: 'u',
    username: 'jane',
    at: NOW,
    via: 'mattermost',
} as const;

const record = (fields: Record<string, unknown> = {}, more: Partial<AlertRecord> = {}): AlertRecord => ({
    ...newRecord(parseNotification(problem(fields)), 'nonce', NOW),
    ...more,
});

interface Attachment {
    color: string;
    title: string;
    title_link: string;
    fallback?: string;
    fields: {title: string; value: string}[];
    actions?: {id: string; integration: {url: string; context: {token: string}}}[];
}

const attachment = (rendered: ReturnType<typeof renderAlertPost>): Attachment => {
    const [first, ...others] = rendered.props.attachments as Attachment[];
    expect(others).toEqual([]);
    return first as Attachment;
};

describe('the post of an alert', () => {
    it('has a plain, state-first message and one attachment without fallback', () => {
        const post = renderAlertPost(record(), OPTIONS);
        expect(post.type).toBe(ALERT_POST_TYPE);
        expect(post.message).toBe('🚨 CRITICAL Ping on web01: rta nan, lost 100%');
        const {color, title, title_link, fallback, fields} = attachment(post);
        expect({color, title, title_link, fallback}).toEqual({
            color: '#d9534f',
            title: 'CRITICAL · Ping on web01',
            title_link: `https://monitoring.example.org/a/services/browser/${SERVICE_UUID}`,
            fallback: undefined,
        });
        expect(fields).toEqual([
            {title: 'Host', value: `[web01](https://monitoring.example.org/a/hosts/browser/${HOST_UUID})`, short: true},
            {
                title: 'Service',
                value: `[Ping](https://monitoring.example.org/a/services/browser/${SERVICE_UUID})`,
                short: true,
            },
            {title: 'Since', value: expect.stringContaining('24 Nov 2026'), short: true},
            {title: 'Output', value: '```\nrta nan, lost 100%\n```', short: false},
        ]);
    });

    it('links to version 4 as that version wants it', () => {
        const post = renderAlertPost(record(), {...OPTIONS, linkStyle: 'v4'});
        expect(attachment(post).title_link).toBe(`https://monitoring.example.org/#!/services/browser/${SERVICE_UUID}`);
    });

    it('carries no emoji when the setting or the command says so', () => {
        expect(renderAlertPost(record(), {...OPTIONS, emojis: false}).message).toMatch(/^CRITICAL/);
        expect(renderAlertPost(record({'no-emoji': ''}), OPTIONS).message).toMatch(/^CRITICAL/);
    });

    it.each(LOOKS)('in the look %s offers the right actions and valid props', (look) => {
        const post = renderAlertPost(record({}, {look, ack, failure: 'why', recoveredAt: NOW}), OPTIONS);
        const offered = {
            problem: [ACTION.acknowledge, ACTION.quickReason, ACTION.more],
            acknowledging: [],
            acknowledged: [ACTION.removeAcknowledgement, ACTION.more],
            not_confirmed: [ACTION.retry, ACTION.acknowledge, ACTION.more],
            recovered: [],
            gone: [],
            info: [],
        }[look];
        expect((attachment(post).actions ?? []).map(({id}) => id)).toEqual(offered);
        expect(parseAlertProps(post.props[ALERT_PROP])?.look).toBe(look);
    });

    it.each([...HOST_STATES, ...SERVICE_STATES])('has a colour and valid props for %s', (state) => {
        const type = (HOST_STATES as readonly string[]).includes(state) ? 'Host' : 'Service';
        const post = renderAlertPost(record({type, state}), OPTIONS);
        expect(attachment(post).color).toMatch(/^#[0-9a-f]{6}$/);
        expect(parseAlertProps(post.props[ALERT_PROP])?.state).toBe(state);
    });

    it('has action ids that Mattermost can route', () => {
        for (const id of Object.values(ACTION)) {
            expect(id).toMatch(/^[A-Za-z0-9]+$/);
        }
    });

    it('says who acknowledged, neutralized', () => {
        const post = renderAlertPost(record({}, {look: 'acknowledged', ack}), OPTIONS);
        expect(post.message).toBe('🚨 CRITICAL Ping on web01 acknowledged by Jane Roe (@\u200bjane): on \\*it\\*');
    });

    it('speaks German', () => {
        const post = renderAlertPost(record({}, {look: 'acknowledged', ack}), {...OPTIONS, language: 'de'});
        expect(post.message).toContain('bestätigt von Jane Roe');
        expect(attachment(post).fields.map(({title}) => title)).toContain('Kommentar');
    });

    it('carries no actions without two-way integration, and no links without an address', () => {
        const post = renderAlertPost(record(), {...OPTIONS, actions: undefined, openitcockpitUrl: ''});
        expect(attachment(post).actions).toBeUndefined();
        expect(attachment(post).title_link).toBeUndefined();
        expect(attachment(post).fields[0]?.value).toBe('web01');
    });

    it('keeps hostile text harmless everywhere', () => {
        const hostile = '@channel **x** [a](http://evil) ```\n@here `$(id)`';
        const post = renderAlertPost(record({hostname: hostile, servicename: hostile, output: hostile}), OPTIONS);
        const {alert: _alert, ...visible} = {
            alert: post.props[ALERT_PROP],
            message: post.message,
            attachments: post.props.attachments,
        };
        expect(JSON.stringify(visible)).not.toMatch(/@(channel|here)/);
        expect(post.message).not.toContain('http://');
        expect(post.message).not.toContain('\n');
    });

    it('stays far below the size limits of Mattermost for the longest texts', () => {
        const long = '<'.repeat(5000);
        const post = renderAlertPost(
            record(
                {hostname: long, servicename: long, output: long},
                {look: 'not_confirmed', ack: {...ack, comment: long.slice(0, 1000)}, failure: long.slice(0, 900)},
            ),
            OPTIONS,
        );
        expect(post.message.length).toBeLessThanOrEqual(4000);
        expect(JSON.stringify(post).length).toBeLessThan(60_000);
        expect(parseAlertProps(post.props[ALERT_PROP])).toBeDefined();
    });
});
