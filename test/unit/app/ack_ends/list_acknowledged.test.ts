import {describe, expect, it} from 'vitest';
import {readAcknowledged} from '../../../../server-proxy/src/app/ack_ends/read_acknowledged';
import type {AppContext} from '../../../../server-proxy/src/app/app_context';
import type {Language} from '../../../../server-proxy/src/domain/texts';
import {type AppHarness, KEY, startHarness} from '../../../support/app/harness';

const DAY = 86_400;

const asker = (harness: AppHarness, language: Language = 'en') => ({
    userId: [...harness.chat.users.keys()][0] ?? '',
    siteUrl: 'https://chat.example.org',
    language,
    command: '/openitcockpit acknowledged',
});

/** So many acknowledged services, svc0 the newest, one day older each. */
const withAcknowledged = async (count: number): Promise<AppHarness> => {
    const harness = await startHarness();
    await harness.notify();
    const known = await harness.store.get(KEY);
    if (!known) {
        throw new Error('no record');
    }
    const now = Math.floor(harness.clock.now() / 1000);
    for (let index = 0; index < count; index += 1) {
        const key = `${KEY.slice(0, -4)}${String(index).padStart(4, '0')}`;
        const service = {uuid: key.split('/')[1] ?? '', name: `svc${index}`};
        await harness.store.update(key, () => ({
            ...known,
            key,
            look: 'acknowledged',
            alert: {...known.alert, target: {...known.alert.target, service}},
            ack: {
                author: index % 2 === 0 ? 'Jane Roe (@jane)' : 'Ada <b>',
                comment: `because ${index}`,
                sticky: true,
                notify: false,
                hostAndServices: false,
                userId: '',
                username: '',
                at: now - index * DAY - 60,
                via: index % 2 === 0 ? 'mattermost' : 'openitcockpit',
                ...(index === 0 ? {until: now + 3600, lasts: 3600} : {}),
            },
        }));
    }
    return harness;
};

describe('/openitcockpit acknowledged', () => {
    it('lists what is acknowledged, the oldest first: whose, since when and until when', async () => {
        const harness = await withAcknowledged(9);
        const {text} = await harness.app.listAcknowledged(asker(harness), '');
        const [head, ...rows] = text.split('\n');
        expect(head).toBe('**9 acknowledged problems**, 2 of them older than 7 days');
        expect(rows[0]).toMatch(/^\* ⏳ \*\*CRITICAL svc8 on web01\*\* · ✓ Jane Roe .*because 8 · since .* \(8 d/);
        expect(rows[0]).toContain('https://chat.example.org/_redirect/pl/');
        expect(rows.at(-1)).toMatch(/svc0 .* · until /);
        expect(rows.at(-2)).toContain('in openITCOCKPIT');
        expect(rows.at(-2)).not.toContain('<b>'.padStart(4));
    });

    it('in pages, by name, and only what is old, in both languages', async () => {
        const harness = await withAcknowledged(45);
        const first = await harness.app.listAcknowledged(asker(harness), 'svc');
        expect(first.text).toContain('page 1 of 3');
        expect(first.text).toContain('`/openitcockpit acknowledged svc page 2`');
        const third = await harness.app.listAcknowledged(asker(harness, 'de'), 'svc seite 3');
        expect(third.text.split('\n')).toHaveLength(1 + 5);
        expect(third.text).toContain('bestätigte Probleme');
        const old = await harness.app.listAcknowledged(asker(harness), 'old svc44');
        expect(old.text).toContain('1 acknowledged problem');
        expect((await harness.app.listAcknowledged(asker(harness), 'nothing `like` it')).text).toMatch(/^Nothing/);
    });

    it('says so where nothing is, and tells nobody who may not see it', async () => {
        const nothing = 'Nothing is acknowledged. Only what belongs to your channels is looked at.';
        const harness = await startHarness();
        expect((await harness.app.listAcknowledged(asker(harness), '')).text).toBe(nothing);
        const full = await withAcknowledged(10);
        full.chat.outsiders.add(asker(full).userId);
        expect((await full.app.listAcknowledged(asker(full), '')).text).toBe(nothing);
    });

    it('gives the digest of a shift what is old, the oldest first', async () => {
        const harness = await withAcknowledged(10);
        const context = {
            ...harness,
            settings: {oldAckDays: 7},
            monitoring: harness.monitoring,
        } as unknown as AppContext;
        const old = (await readAcknowledged(context)).filter(({isOld}) => isOld);
        expect(old.map(({record}) => record.alert.target.service?.name)).toEqual(['svc9', 'svc8', 'svc7']);
    });
});
