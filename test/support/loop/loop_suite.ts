// Suites of the whole loop, from openITCOCKPIT through a handler to Mattermost, which run on doubles and on real
// systems.
import {randomUUID} from 'node:crypto';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import {runNotify} from '../../../server-proxy/src/cli/notify';
import {NO_SETTINGS} from '../no_settings';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import {UUID} from '../openitcockpit/recorded_objects';
import {waitFor} from '../wait_for';
import {alertOf, type Listener, MattermostSite, type OpenDialog, type Person, type SitePost} from './mattermost_site';
import {type LoopHandler, SIGNING_SECRET, settingsOf, startLoopService} from './service';
import {startTap, type Tap} from './tap';

export interface MattermostUnderTest {
    readonly url: string;
    readonly adminToken: string;
    stop(): Promise<void>;
}

/** What a door needs to start its handler. */
export interface DoorFacts {
    readonly mattermost: MattermostUnderTest;
    readonly site: MattermostSite;
    readonly settings: Readonly<Record<string, string>>;
}

export interface Door {
    readonly name: string;
    /** Type of a stored post that came through the webhook. */
    readonly webhookPostType: string;
    /** Whether the handler sees webhook posts before somebody presses their buttons. */
    readonly seesWebhooks: boolean;
    /** How people learn that something failed. */
    readonly tells: 'direct message' | 'ephemeral';
    start(facts: DoorFacts): Promise<LoopHandler>;
}

export const STANDALONE: Door = {
    name: 'standalone',
    webhookPostType: 'slack_attachment',
    seesWebhooks: false,
    tells: 'direct message',
    start: ({mattermost, site, settings}) =>
        startLoopService({MATTERMOST_URL: mattermost.url, MATTERMOST_BOT_TOKEN: site.bot.token, ...settings}),
};

export const problemOf = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    type: 'Service',
    notificationtype: 'PROBLEM',
    hostuuid: UUID.web01,
    serviceuuid: UUID.web01Ping,
    state: '2',
    output: 'CRITICAL - rta nan, lost 100%',
    problemid: 'problem-1',
    ...more,
});

/** alert → post → press → dialog → comment → verified acknowledgement, on any Mattermost, through either door. */
export const defineLoopSuite = (
    name: string,
    start: () => Promise<MattermostUnderTest>,
    door: Door = STANDALONE,
): void => {
    describe(`the loop on ${name}, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let service: LoopHandler;
        let jane: Person;
        let bob: Person;
        let listener: Listener;
        let tap: Tap;
        /** Stores outlive a run, so problems of different runs must differ. */
        const run = randomUUID();
        let problems = 0;

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble();
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            jane = await site.person('jane', 'Jane Roe');
            bob = await site.person('bob', 'Bob Smith');
            listener = await site.listen(jane);
            tap = await startTap(mattermost.url);
            service = await door.start({
                mattermost: {...mattermost, url: tap.url},
                site,
                settings: {
                    ...settingsOf(site, monitoring),
                    ACTION_POLICY: 'listed',
                    WHO_MAY_ACT: `${jane.username} ${bob.username}`,
                    READ_BACK_DEADLINE: '2',
                },
            });
            // A store that outlives the run may hold a problem of the last one.
            await service.notify(problemOf({notificationtype: 'RECOVERY', state: '0', problemid: ''}));
        });

        afterEach(async () => {
            monitoring.faults.clear();
            await service.notify(
                problemOf({notificationtype: 'RECOVERY', state: '0', problemid: `${run}-${problems}`}),
            );
            monitoring.world.setState(UUID.web01Ping, 0, 'OK');
        });

        afterAll(async () => {
            listener?.close();
            await service?.remove();
            await tap?.stop();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        const fresh = async (more: Record<string, unknown> = {}): Promise<SitePost> => {
            problems += 1;
            monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - rta nan, lost 100%');
            const answer = await service.notify(problemOf({problemid: `${run}-${problems}`, ...more}));
            expect(answer.status).toBe(201);
            const {post_id} = (await answer.json()) as {post_id: string};
            return site.post(post_id);
        };

        const inLook = (id: string, look: string): Promise<SitePost> =>
            waitFor(async () => {
                const post = await site.post(id);
                return alertOf(post).look === look && post;
            });
        const openDialog = async (post: SitePost, action: string = ACTION.acknowledge): Promise<OpenDialog> => {
            const from = listener.events.length;
            await site.press(jane, post.id, action);
            return listener.dialog(from);
        };
        const told = (from: number, fits: RegExp): Promise<string> =>
            door.tells === 'ephemeral'
                ? listener.ephemeral(from, fits)
                : waitFor(async () => (await site.directMessages(jane)).findLast((message) => fits.test(message)));
        const actionsOf = (post: SitePost): string[] => (post.props.attachments?.[0]?.actions ?? []).map(({id}) => id);

        it('acknowledges with a comment and says so only after reading it back', async () => {
            const post = await fresh();
            expect(post.type).toBe('custom_oitc_alert');
            expect(post.message).toBe('🚨 CRITICAL Ping on web01: CRITICAL - rta nan, lost 100%');
            expect(actionsOf(post)).toEqual([ACTION.acknowledge, ACTION.quickReason, ACTION.more]);

            const dialog = await openDialog(post);
            expect(dialog.dialog.elements.map((element) => element.name)).toEqual([
                'comment',
                'length',
                'end',
                'sticky',
                'notify',
            ]);
            await site.submit(jane, dialog, {comment: 'replacing the "disk"; $(id)', sticky: true, notify: false});

            const done = await inLook(post.id, 'acknowledged');
            expect(alertOf(done).acknowledgement).toMatchObject({
                author: `Jane Roe (@${jane.username})`,
                comment: 'replacing the ”disk”； ＄(id)',
                sticky: true,
                via: 'mattermost',
            });
            expect(monitoring.world.get(UUID.web01Ping).visible.acknowledged).toBe(true);
            expect(actionsOf(done)).toEqual([ACTION.removeAcknowledgement, ACTION.more]);
            expect(await waitFor(async () => (await site.thread(post.id))[0])).toContain('Acknowledged by Jane Roe');
        });

        it('says not confirmed when openITCOCKPIT queues it but never applies it, and Retry works', async () => {
            const post = await fresh();
            monitoring.faults.set({dropCommands: true});
            await site.submit(jane, await openDialog(post), {comment: 'on it'});
            const failed = await inLook(post.id, 'not_confirmed');
            expect(actionsOf(failed)).toEqual([ACTION.retry, ACTION.acknowledge, ACTION.more]);
            expect(alertOf(failed).failure).toContain('did not show it within 2 s');

            monitoring.faults.clear();
            await site.press(jane, post.id, ACTION.retry);
            expect(alertOf(await inLook(post.id, 'acknowledged')).acknowledgement?.comment).toBe('on it');
        });

        it('shows a missing comment at the field', async () => {
            const dialog = await openDialog(await fresh());
            const answer = await site.submit(jane, dialog, {comment: ''});
            expect(answer.errors).toEqual({comment: 'Please say what you are doing about it.'});
            const unseen = await site.submit(jane, dialog, {comment: '\u200b\u200f\u00ad\u2800\u3164\u{e0041}\ufe0f'});
            expect(unseen.errors).toEqual({comment: 'Please say what you are doing about it.'});
        });

        it('acknowledges with a quick reason, without a dialog', async () => {
            const post = await fresh();
            await site.press(jane, post.id, ACTION.quickReason, 'Known issue');
            expect(alertOf(await inLook(post.id, 'acknowledged')).acknowledgement?.comment).toBe('Known issue');
        });

        it('removes an acknowledgement', async () => {
            const post = await fresh();
            await site.press(jane, post.id, ACTION.quickReason, 'Known issue');
            await inLook(post.id, 'acknowledged');
            const from = listener.events.length;
            await site.press(jane, post.id, ACTION.removeAcknowledgement);
            expect(await listener.ephemeral(from, /^Removing/)).toBe('Removing the acknowledgement…');
            await inLook(post.id, 'problem');
            expect(monitoring.world.get(UUID.web01Ping).visible.acknowledged).toBe(false);
        });

        it('edits the same post on recovery', async () => {
            const post = await fresh();
            await service.notify(
                problemOf({notificationtype: 'RECOVERY', state: '0', output: 'OK', problemid: `${run}-${problems}`}),
            );
            const done = await inLook(post.id, 'recovered');
            expect(alertOf(done).state).toBe('OK');
            expect(actionsOf(done)).toEqual([]);
        });

        it('lets one of two people win', async () => {
            const post = await fresh();
            const bobs = await site.listen(bob);
            const mine = await openDialog(post);
            const from = bobs.events.length;
            await site.press(bob, post.id, ACTION.acknowledge);
            const theirs = await bobs.dialog(from);
            bobs.close();
            const answers = await Promise.all([
                site.submit(jane, mine, {comment: 'mine'}),
                site.submit(bob, theirs, {comment: 'theirs'}),
            ]);
            expect(answers.filter(({error}) => String(error ?? '') !== '')).toHaveLength(1);
            await inLook(post.id, 'acknowledged');
        });

        it('refuses a dialog submitted by somebody else', async () => {
            const dialog = await openDialog(await fresh());
            await expect(site.submit(bob, dialog, {comment: 'as jane'})).rejects.toThrow();
        });

        it('refuses a member of the channel who is not on the list, and says which setting it is', async () => {
            const post = await fresh();
            const carl = await site.person('carl', 'Carl Poe');
            const carls = await site.listen(carl);
            await site.press(carl, post.id, ACTION.acknowledge);
            expect(await carls.ephemeral(0, /may act/)).toContain('Who may act setting');
            await site.press(carl, post.id, ACTION.quickReason, 'Known issue');
            await carls.ephemeral(carls.events.length - 1, /may act/);
            expect(carls.events.some(({event}) => event === 'open_dialog')).toBe(false);
            carls.close();
            expect(alertOf(await site.post(post.id)).look).toBe('problem');
        });

        it('shows nobody what a press in another name could be made of', async () => {
            const post = await fresh();
            const seen = JSON.stringify(await site.call('GET', `/posts/${post.id}`, undefined, jane.token));
            expect(seen).toContain(ACTION.acknowledge);
            expect(seen).not.toMatch(/"(integration|context|token)"/);
            const made = await fetch(`${service.url}/api/v1/actions`, {
                method: 'POST',
                headers: {'Content-Type': 'application/json'},
                body: JSON.stringify({
                    user_id: jane.id,
                    post_id: post.id,
                    channel_id: site.channel.id,
                    trigger_id: 'made-up',
                    context: {token: seen.slice(0, 200)},
                }),
            });
            expect([401, 403]).toContain(made.status);
            expect(alertOf(await site.post(post.id)).look).toBe('problem');
        });

        it('tells exactly why when waiting does not help', async () => {
            const post = await fresh();
            const from = listener.events.length;
            monitoring.faults.set({roleWithoutAcl: true});
            await site.submit(jane, await openDialog(post), {comment: 'on it'});
            const failed = await inLook(post.id, 'not_confirmed');
            expect(alertOf(failed).failure).toMatch(/openITCOCKPIT/);
            expect(await told(from, /^Not confirmed/)).toContain('openITCOCKPIT');
        });

        it.each([
            ['openITCOCKPIT is down', {gateway: 502}],
            ['its command queue is down', {queueDown: true}],
        ] as const)('queues it while %s, says so, and sends it once', {timeout: 60_000}, async (_name, faults) => {
            const post = await fresh();
            const from = listener.events.length;
            const before = monitoring.commands.length;
            monitoring.faults.set(faults);
            await site.submit(jane, await openDialog(post), {comment: 'on it'});
            const queued = await waitFor(async () => {
                const now = await site.post(post.id);
                return alertOf(now).queued && now;
            });
            expect(alertOf(queued)).toMatchObject({look: 'acknowledging', queued: [{action: 'acknowledge'}]});
            expect(queued.message).toContain('openITCOCKPIT is unreachable; your acknowledgement is queued');
            expect(await told(from, /queued/)).toContain('your acknowledgement is queued');

            monitoring.faults.clear();
            expect(alertOf(await inLook(post.id, 'acknowledged')).acknowledgement?.comment).toBe('on it');
            expect(monitoring.commands).toHaveLength(before + 1);
        });

        it('keeps mentions, links and Markdown of the output harmless', async () => {
            const post = await fresh({output: '@channel **bold** [x](http://evil.example) `$(id)`'});
            expect(post.message).not.toMatch(/@channel|http:\/\//);
        });

        it('survives a restart: the old button still works', async () => {
            const post = await fresh();
            service = await service.restart();
            await site.submit(jane, await openDialog(post), {comment: 'after the restart'});
            await inLook(post.id, 'acknowledged');
        });

        /** The notification command, posting to the incoming webhook. */
        const throughWebhook = async (hook: URL, fields: Record<string, string>): Promise<void> => {
            const env = {
                ...NO_SETTINGS,
                ...service.env,
                WEBHOOK_URL: `${tap.url}${hook.pathname}`,
                PUBLIC_URL: service.url,
            };
            const argv = Object.entries(problemOf({problemid: run, ...fields})).flatMap(([name, value]) => [
                `--${name}`,
                String(value),
            ]);
            const said: string[] = [];
            const output = {write: (text: string) => said.push(text)};
            expect([await runNotify({argv, env, stdout: output, stderr: output}), said]).toEqual([0, []]);
        };
        const hookAlerts = async (): Promise<SitePost[]> =>
            (await site.alerts()).filter((one) => alertOf(one).key.endsWith(`#${run}`));

        it('works on a post that notify made through the incoming webhook', async () => {
            monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
            const hook = new URL(await site.webhook());
            await throughWebhook(hook, {});
            const post = await waitFor(async () => (await hookAlerts())[0]);
            expect(post.type).toBe(door.webhookPostType);
            expect([post.type, post.props.type]).toContain('custom_oitc_alert');
            await site.submit(jane, await openDialog(post), {comment: 'from the webhook'});
            const done = await inLook(post.id, 'acknowledged');
            expect(done.props.from_webhook).toBe('true');
            expect([done.type, done.props.type]).toContain('custom_oitc_alert');
            expect(alertOf(done).acknowledgement?.comment).toBe('from the webhook');

            await throughWebhook(hook, {notificationtype: 'RECOVERY', state: '0', output: 'OK'});
            // Only a plugin sees webhook posts, and merges them into one.
            const expected = door.seesWebhooks ? ['recovered'] : ['acknowledged', 'recovered'];
            const looks = async (): Promise<string[]> => (await hookAlerts()).map((one) => alertOf(one).look);
            await waitFor(async () => (await looks()).includes('recovered'));
            expect(await looks()).toEqual(expected);
        });

        it('never sends the API key to Mattermost and never logs a secret', async () => {
            const sent = `${tap.sent()}${JSON.stringify(await site.posts())}`;
            expect(sent).toContain('/hooks/');
            expect(sent).not.toMatch(/api_?key/i);
            expect(sent).not.toContain(monitoring.apiKeys.bot);
            for (const secret of [monitoring.apiKeys.bot, site.bot.token, SIGNING_SECRET]) {
                expect(service.log.join('')).not.toContain(secret);
            }
        });
    });
};
