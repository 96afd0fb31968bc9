import {describe, expect, it} from 'vitest';
import {statusText} from '../../../../server-proxy/src/app/commands/status_text';

const REPORT = {status: 'up', version: '1.2.3', reasons: []} as const;
const TURN = {at: 1_795_490_000, seconds: 1.26, open: 34, healed: 2, unread: 0};

describe('/openitcockpit status', () => {
    it('tells how the open posts were last compared, once they were', () => {
        expect(statusText(REPORT, 'en')).toBe('✅ **up**');
        expect(statusText({...REPORT, reconciled: TURN}, 'en')).toBe(
            '✅ **up**\n* Open posts compared with openITCOCKPIT at 2026-11-24 03:13 UTC: 34 open, 2 brought up to date, 1.3 s',
        );
    });

    it('tells why it ended early, and what the API key may not see', () => {
        const text = statusText({...REPORT, reconciled: {...TURN, unread: 3, error: 'openITCOCKPIT is *away*.'}}, 'en');
        expect(text).toContain(', 3 not visible to the API key, ');
        expect(text).toContain('; it ended early: openITCOCKPIT is ');
        expect(text).not.toContain('*away*');
    });

    it('tells nothing heard apart from nothing wrong', () => {
        const sign = {at: 1, age_seconds: 125};
        const never = {heard: {notification: null, event: null, reading: null}, posts_behind: {count: 0}};
        expect(statusText({...REPORT, ...never}, 'en')).toBe(
            '✅ **up**\n* No notification from openITCOCKPIT so far\n* No successful reading of openITCOCKPIT so far',
        );
        const heard = {
            last_notification: {...sign, via: 'endpoint'},
            heard: {notification: sign, event: null, reading: sign},
            posts_behind: {count: 2, since: 1, age_seconds: 60},
        } as const;
        expect(statusText({...REPORT, ...heard}, 'de')).toBe(
            [
                '✅ **in Ordnung**',
                '* Letzte Benachrichtigung von openITCOCKPIT: vor 2 min 5 s',
                '* openITCOCKPIT zuletzt erfolgreich gelesen: vor 2 min 5 s',
                '* Beiträge, die noch nicht den neuesten Stand zeigen: 2, seit 1 min',
            ].join('\n'),
        );
    });

    it('tells how the event stream is, and when the last event came', () => {
        const sign = {at: 1, age_seconds: 5};
        const heard = {heard: {notification: sign, event: sign, reading: sign}};
        const stream = {up: true, since: 1_795_490_000, lost: 0};
        expect(statusText({...REPORT, ...heard, stream}, 'en')).toContain(
            "* The event stream has been open since 2026-11-24 03:13 UTC\n* Last event of openITCOCKPIT's stream: 5 s ago\n",
        );
        const away = {...stream, up: false, reason: 'Nothing *answers*.'};
        expect(statusText({...REPORT, stream: away}, 'de')).toContain(
            '* Der Ereignisstrom ist seit 2026-11-24 03:13 UTC nicht erreichbar: Nothing \\*answers\\*.',
        );
    });

    it('tells of signs of life, and speaks German', () => {
        const alive = {
            ...REPORT,
            status: 'degraded',
            reasons: ['Kaputt.'],
            heartbeat: {at: 1, age_seconds: 61},
            last_notification: {at: 1, age_seconds: 7200, via: 'endpoint'},
            reconciled: TURN,
        } as const;
        expect(statusText(alive, 'de')).toBe(
            [
                '⚠️ **eingeschränkt**',
                '* Kaputt.',
                '* Letztes Lebenszeichen (Heartbeat) von openITCOCKPIT: vor 1 min 1 s',
                '* Letzte Benachrichtigung von openITCOCKPIT: vor 2 h',
                '* Offene Beiträge zuletzt mit openITCOCKPIT abgeglichen um 2026-11-24 03:13 UTC: 34 offen, 2 aktualisiert, 1.3 s',
            ].join('\n'),
        );
        expect(statusText({...alive, reasons: []}, 'en')).toContain(
            '* Last heartbeat from openITCOCKPIT: 1 min 1 s ago\n',
        );
    });
});
