import {randomUUID} from 'node:crypto';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {ACTION, type AlertProps} from '#contract';
import {timesOf} from '../notification_times';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {UUID} from '../openitcockpit/recorded_objects';
import {waitFor} from '../wait_for';
import {type Door, type MattermostUnderTest, problemOf, STANDALONE} from './loop_suite';
import {alertOf, type Listener, MattermostSite, type Person, type SitePost} from './mattermost_site';
import {type LoopHandler, settingsOf} from './service';
import {settle} from './settle';

/** Real seconds pass until an end comes. */
const LONG = 90_000;

/**
 * Acknowledgements that end: dialog → question in a direct message → removal in openITCOCKPIT → post and thread, through
 * either door.
 */
export const defineAckEndSuite = (
    name: string,
    start: () => Promise<MattermostUnderTest>,
    door: Door = STANDALONE,
    hasDates = true,
): void => {
    describe.sequential(`acknowledgements that end on ${name}, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let service: LoopHandler;
        let jane: Person;
        let listener: Listener;
        const run = randomUUID();
        let problems = 0;
        /** Our account: as a plugin it is another than the site's. */
        let botId = '';

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            jane = await site.person('jane', 'Jane Roe', 'America/New_York');
            listener = await site.listen(jane);
            const settings = {...settingsOf(site, monitoring), RECONCILE_INTERVAL: '1', READ_BACK_DEADLINE: '20'};
            service = await door.start({mattermost, site, settings});
            await settle(service);
        });

        afterEach(() => {
            monitoring.faults.clear();
            monitoring.release();
            monitoring.world.setState(UUID.web01Ping, 0, 'OK');
        });

        afterAll(async () => {
            listener?.close();
            await service?.remove();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        const fresh = async (): Promise<SitePost> => {
            problems += 1;
            monitoring.world.setState(UUID.web01Ping, 2, 'gone');
            const told = {
                problemid: `${run}-${problems}`,
                output: 'gone',
                ...timesOf(monitoring.world, UUID.web01Ping),
            };
            const answer = await service.notify(problemOf(told));
            expect(answer.status).toBe(201);
            const {post_id} = (await answer.json()) as {post_id: string};
            const post = await site.post(post_id);
            botId = post.user_id;
            return post;
        };
        const when = (id: string, fits: (alert: AlertProps) => boolean): Promise<SitePost> =>
            waitFor(async () => {
                const post = await site.post(id);
                return fits(alertOf(post)) && post;
            });
        const openDialog = async (post: SitePost) => {
            const from = listener.events.length;
            await site.press(jane, post.id, ACTION.acknowledge);
            return listener.dialog(from);
        };
        /** Acknowledged by jane for so many seconds. */
        const acknowledged = async (seconds: number): Promise<SitePost> => {
            const post = await fresh();
            const end = new Date(Date.now() + seconds * 1000).toISOString();
            const dialog = await openDialog(post);
            expect(await site.submit(jane, dialog, {comment: 'restarting it', length: '1h', end})).toEqual({});
            return when(
                post.id,
                ({look, acknowledgement}) => look === 'acknowledged' && acknowledgement?.until === at(end),
            );
        };
        const at = (time: string): number => Math.floor(Date.parse(time) / 1000);
        const line = (id: string, fits: RegExp): Promise<string> =>
            waitFor(async () => (await site.thread(id)).find((one) => fits.test(one)));
        const removals = (): number =>
            monitoring.commands.filter((command) => JSON.stringify(command).includes('REMOVE_SVC_ACK')).length;
        const isAcknowledged = (): boolean => monitoring.world.get(UUID.web01Ping).core.acknowledged;
        /** The bot's direct messages to jane that ask about an end, oldest first. */
        const questions = async (): Promise<SitePost[]> => {
            const channel = await site.call('POST', '/channels/direct', [botId, jane.id], jane.token);
            const {order, posts} = (await site.call('GET', `/channels/${channel.id}/posts`, undefined, jane.token)) as {
                order: string[];
                posts: Record<string, SitePost>;
            };
            return order
                .flatMap((id) => posts[id] ?? [])
                .filter(({message}) => message.startsWith('Your acknowledgement of'))
                .reverse();
        };
        /** The one after so many. */
        const question = (before: number): Promise<SitePost> =>
            waitFor(async () => (await questions()).slice(before).find(({props}) => props.attachments?.[0]?.actions));
        const answerIn = (id: string, text: RegExp): Promise<SitePost> =>
            waitFor(async () => {
                const post = (await questions()).find((one) => one.id === id);
                const attachment = post?.props.attachments?.[0];
                return text.test(String(attachment?.text)) && attachment?.actions === undefined && post;
            });

        it('ends while the problem is there: removed in openITCOCKPIT, and the post calls for somebody', {
            timeout: LONG,
        }, async () => {
            const post = await acknowledged(8);
            expect(post.message).toMatch(/restarting it · until /);
            const before = removals();
            await when(post.id, ({look}) => look === 'problem');
            expect(isAcknowledged()).toBe(false);
            expect(await line(post.id, /come to its end/)).toContain('Jane Roe');
            expect(removals()).toBe(before + 1);
        });

        it('ends after a restart, if its end came while nothing ran', {timeout: LONG}, async () => {
            const post = await acknowledged(8);
            const before = removals();
            service = await service.restart(async () => {
                await waitFor(() => Date.now() / 1000 > (alertOf(post).acknowledgement?.until ?? 0));
            });
            await when(post.id, ({look}) => look === 'problem');
            await line(post.id, /come to its end/);
            expect(isAcknowledged()).toBe(false);
            expect(removals()).toBe(before + 1);
        });

        it('ends after an outage of openITCOCKPIT', {timeout: LONG}, async () => {
            const post = await acknowledged(8);
            monitoring.faults.set({gateway: 502});
            await when(post.id, ({queued}) => queued?.some(({action}) => action === 'remove_acknowledgement') === true);
            expect(alertOf(await site.post(post.id)).look).toBe('acknowledged');
            monitoring.faults.clear();
            await when(post.id, ({look}) => look === 'problem');
            await line(post.id, /come to its end/);
            expect(isAcknowledged()).toBe(false);
        });

        it('changed in openITCOCKPIT before, ends quietly: the other acknowledgement stays', {
            timeout: LONG,
        }, async () => {
            const post = await acknowledged(15);
            const before = removals();
            monitoring.world.removeAcknowledgement(UUID.web01Ping);
            await when(post.id, ({look}) => look === 'problem');
            monitoring.world.acknowledge(UUID.web01Ping, {author: 'Ada Admin', comment: 'on it'});
            await when(
                post.id,
                ({look, acknowledgement}) => look === 'acknowledged' && acknowledgement?.author === 'Ada Admin',
            );
            await waitFor(() => Date.now() / 1000 > (alertOf(post).acknowledgement?.until ?? 0) + 3);
            expect(isAcknowledged()).toBe(true);
            expect(removals()).toBe(before);
            expect((await site.thread(post.id)).filter((one) => one.includes('come to its end'))).toEqual([]);
        });

        it('recovered before: nothing is removed, and the question says that it is over', {timeout: LONG}, async () => {
            const post = await acknowledged(24);
            const before = (await questions()).length;
            const asked = await question(before);
            const removed = removals();
            monitoring.world.setState(UUID.web01Ping, 0, 'OK - back');
            await when(post.id, ({look}) => look === 'recovered');
            await answerIn(asked.id, /the problem is over/);
            expect(removals()).toBe(removed);
        });

        it('is extended by the button of the question', {timeout: LONG}, async () => {
            const post = await acknowledged(24);
            const before = (await questions()).length;
            const until = alertOf(post).acknowledgement?.until ?? 0;
            const asked = await question(before);
            await site.press(jane, asked.id, 'ackendextend');
            const later = await when(post.id, ({acknowledgement}) => (acknowledgement?.until ?? 0) > until);
            expect(alertOf(later).look).toBe('acknowledged');
            await answerIn(asked.id, /^You extended it until/);
            await line(post.id, /Jane Roe .* extended the acknowledgement until/);
        });

        it('is released by the button of the question', {timeout: LONG}, async () => {
            const post = await acknowledged(24);
            const before = (await questions()).length;
            const asked = await question(before);
            await site.press(jane, asked.id, 'ackendrelease');
            await when(post.id, ({look}) => look === 'problem');
            expect(isAcknowledged()).toBe(false);
            await answerIn(asked.id, /^You released it/);
            await line(post.id, /Jane Roe .* removed the acknowledgement/);
        });

        it('refuses what is in the past, cannot be read or is far beyond a year, in the dialog', async () => {
            const post = await fresh();
            const dialog = await openDialog(post);
            const types = dialog.dialog.elements as unknown as readonly {name: string; type: string}[];
            expect(types.find(({name}) => name === 'end')?.type).toBe(hasDates ? 'datetime' : 'text');
            for (const [end, why] of [
                ['2020-01-01 10:00', /in the past/],
                ['some day', /not a valid time/],
                ['9999-12-31T00:00:00Z', /at most 365 days/],
            ] as const) {
                const answer = await site.submit(jane, dialog, {comment: 'restarting it', end});
                expect(answer).toMatchObject({errors: {end: expect.stringMatching(why)}});
            }
            expect(alertOf(await site.post(post.id)).look).toBe('problem');
        });
    });
};
