import {randomUUID} from 'node:crypto';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {ACTION, type AlertProps} from '#contract';
import {alertOf, type Listener, type MattermostSite, type Person, type SitePost} from '../support/loop/mattermost_site';
import {type LoopHandler, readHealth} from '../support/loop/service';
import {needing, RealService} from '../support/real/openitcockpit';
import {startPair} from '../support/real/openitcockpit_pair';
import {builtBundle} from '../support/real/plugin_door';
import {waitFor} from '../support/wait_for';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const service = new RealService(process.env);
const bundle = builtBundle();
const missing = [
    ...(MATTERMOST_URL === '' ? ['MATTERMOST_URL'] : []),
    ...(MATTERMOST_ADMIN_TOKEN === '' ? ['MATTERMOST_ADMIN_TOKEN'] : []),
    ...service.missing,
    ...(bundle ? [] : ['npm run dist']),
];
/** Each problem takes openITCOCKPIT seconds to begin, to be acknowledged, and to end. */
const LONG = {timeout: 200_000};
const PRESSES = 8;

describe.skipIf(missing.length > 0)(needing(missing, 'a CRITICAL never looks green on the real pair'), () => {
    const url = MATTERMOST_URL.replace(/\/+$/, '');
    const run = randomUUID();
    let site: MattermostSite;
    let plugin: LoopHandler;
    let jane: Person;
    let listener: Listener;
    let problems = 0;

    beforeAll(async () => {
        const place = {url, adminToken: MATTERMOST_ADMIN_TOKEN};
        ({site, jane, listener, plugin} = await startPair(place, service, bundle ?? ''));
    });

    beforeEach(async () => {
        await service.heal();
        await waitFor(async () => (await site.alerts()).every((post) => alertOf(post).look === 'recovered'));
    });

    afterAll(async () => {
        await service.heal();
        listener?.close();
        await plugin?.remove();
    });

    /** Every look of a post that anybody saw, in their order, as clients are told it. */
    const seen = (id: string, from = 0): AlertProps[] =>
        listener.events
            .slice(from)
            .filter(({event}) => event === 'posted' || event === 'post_edited')
            .map(({data}) => JSON.parse(String(data?.post)) as SitePost)
            .flatMap((post) => (post.id === id && post.props.oitc_alert ? [alertOf(post)] : []));
    const looksOf = (id: string, from = 0): string[] => [...new Set(seen(id, from).map(({look}) => look))];
    const inLook = (id: string, look: string): Promise<AlertProps> =>
        waitFor(async () => {
            const alert = alertOf(await site.post(id));
            if (look !== 'recovered') {
                expect(looksOf(id)).not.toContain('recovered');
            }
            return alert.look === look && alert;
        });
    /** What openITCOCKPIT notifies is a post the moment clients are told of it. */
    const fresh = async (): Promise<{id: string; at: number}> => {
        problems += 1;
        const output = `CRITICAL - no answer ${run} ${problems}`;
        const from = listener.events.length;
        await service.setState(2, output);
        const event = await listener.next(
            ({event, data}) => event === 'posted' && String(data?.post).includes(output),
            from,
        );
        return {id: (JSON.parse(String(event.data?.post)) as SitePost).id, at: Date.now()};
    };
    const acknowledge = async (id: string, fields: Record<string, unknown>): Promise<void> => {
        const from = listener.events.length;
        await site.press(jane, id, ACTION.acknowledge);
        const answer = await site.submit(jane, await listener.dialog(from), fields);
        expect(answer).not.toHaveProperty('errors');
        expect(String(answer.error ?? '')).toBe('');
    };
    const whispers = (from: number): string[] =>
        listener.events
            .slice(from)
            .filter(({event}) => event === 'ephemeral_message')
            .map(({data}) => (JSON.parse(String(data?.post)) as SitePost).message);
    const lastTurn = async (): Promise<number> => {
        return ((await readHealth(plugin.url)) as {reconciled?: {at: number}}).reconciled?.at ?? 0;
    };
    const turns = async (count: number): Promise<void> => {
        for (let turn = 0; turn < count; turn += 1) {
            const before = await lastTurn();
            await waitFor(async () => (await lastTurn()) !== before);
        }
    };

    describe.skipIf(service.missingSwitch.length > 0)(
        needing(service.missingSwitch, 'while the database stands still'),
        () => {
            it.each([
                ['without telling the contacts', false],
                ['telling the contacts, so that the core says so itself', true],
            ])('acknowledged, %s: not recovered, and right afterwards', LONG, async (_name, notify) => {
                await service.stopWorker();
                const post = await fresh();
                const comment = `looking ${run} ${problems}`;
                await acknowledge(post.id, {comment, sticky: true, notify});
                await inLook(post.id, notify ? 'acknowledged' : 'not_confirmed');
                await turns(3);
                expect((await service.facts()).state).toBe(0);
                await service.startWorker();
                expect((await inLook(post.id, 'acknowledged')).acknowledgement).toMatchObject({comment});
                expect(await service.until(({acknowledged}) => acknowledged)).toEqual({
                    state: 2,
                    acknowledged: true,
                    comment,
                });
                await turns(2);
                expect(alertOf(await site.post(post.id))).toMatchObject({look: 'acknowledged', state: 'CRITICAL'});
                expect(looksOf(post.id)).not.toContain('recovered');
            });

            it('without a press: the reconciler leaves it CRITICAL, and it is right afterwards', LONG, async () => {
                await service.stopWorker();
                const post = await fresh();
                await turns(4);
                expect((await service.facts()).state).toBe(0);
                await service.startWorker();
                await service.until(({state}) => state === 2);
                await turns(2);
                expect(seen(post.id).map(({look, state}) => [look, state])).toEqual(
                    seen(post.id).map(() => ['problem', 'CRITICAL']),
                );
                await service.setState(0, 'OK - back');
                await inLook(post.id, 'recovered');
            });
        },
    );

    it(`${PRESSES} presses right after the post: none recovered, all acknowledged`, LONG, async ({annotate}) => {
        for (let press = 1; press <= PRESSES; press += 1) {
            const post = await fresh();
            const pressed = Date.now() - post.at;
            const comment = `press ${run} ${problems}`;
            await acknowledge(post.id, {comment, sticky: true, notify: false});
            await annotate(`${press}: pressed after ${pressed} ms, sent after ${Date.now() - post.at} ms`);
            expect((await inLook(post.id, 'acknowledged')).acknowledgement).toMatchObject({comment});
            await annotate(`${press}: confirmed after ${Date.now() - post.at} ms`);
            expect(await service.until(({acknowledged}) => acknowledged)).toEqual({
                state: 2,
                acknowledged: true,
                comment,
            });
            expect(looksOf(post.id)).toEqual(['problem', 'acknowledging', 'acknowledged']);
            await service.setState(0, 'OK - back');
            await inLook(post.id, 'recovered');
            await service.until(({state}) => state === 0);
        }
    });

    it('an acknowledgement that the core dropped counts as dropped: CRITICAL → WARNING', LONG, async () => {
        const post = await fresh();
        await service.until(({state}) => state === 2);
        await acknowledge(post.id, {comment: `first ${run}`, sticky: false, notify: false});
        await inLook(post.id, 'acknowledged');
        await service.until(({acknowledged}) => acknowledged);

        const from = listener.events.length;
        await service.setState(1, 'WARNING - slow');
        await waitFor(() => seen(post.id, from).some(({look, state}) => look === 'problem' && state === 'WARNING'));
        const comment = `second ${run}`;
        await acknowledge(post.id, {comment, sticky: true, notify: false});
        await waitFor(() => looksOf(post.id, from).includes('acknowledged'));
        expect((await inLook(post.id, 'acknowledged')).acknowledgement).toMatchObject({comment});
        expect(await service.until((facts) => facts.acknowledged && facts.state === 1)).toMatchObject({comment});
        expect(looksOf(post.id, from)).toEqual(['problem', 'acknowledging', 'acknowledged']);
        expect(whispers(from).filter((text) => /already|recovered|not confirmed/i.test(text))).toEqual([]);
    });
});
