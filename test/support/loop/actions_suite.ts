import {randomUUID} from 'node:crypto';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {ACTION, type AlertProps, CHOICE, type Choice} from '#contract';
import {textsOf} from '../../../server-proxy/src/domain/texts';
import {timesOf} from '../notification_times';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import type {Service} from '../openitcockpit/objects';
import {UUID} from '../openitcockpit/recorded_objects';
import {waitFor} from '../wait_for';
import {type Door, type MattermostUnderTest, problemOf, STANDALONE} from './loop_suite';
import {alertOf, type Listener, MattermostSite, type OpenDialog, type Person, type SitePost} from './mattermost_site';
import {type LoopHandler, settingsOf} from './service';
import {settle} from './settle';

const HOST = {type: 'Host', serviceuuid: '', state: '1', output: 'gone'};

/**
 * Downtimes, cancelling them, and rechecks: choice → dialog → command → read back → post and thread, through either
 * door.
 */
export const defineActionsLoopSuite = (
    name: string,
    start: () => Promise<MattermostUnderTest>,
    door: Door = STANDALONE,
): void => {
    describe.sequential(`the further actions on ${name}, ${door.name}`, () => {
        let mattermost: MattermostUnderTest;
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let service: LoopHandler;
        let jane: Person;
        let listener: Listener;
        const run = randomUUID();
        let problems = 0;

        beforeAll(async () => {
            mattermost = await start();
            // Problems here are rechecked within seconds, and openITCOCKPIT drops what comes too early, as with 15 s.
            monitoring = await startOpenitcockpitDouble({checkHorizonSeconds: 2});
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            jane = await site.person('jane', 'Jane Roe', 'America/New_York');
            listener = await site.listen(jane);
            const settings = {
                ...settingsOf(site, monitoring),
                READ_BACK_DEADLINE: '2',
                RECHECK_HORIZON: '2',
            };
            service = await door.start({mattermost, site, settings});
            await settle(service);
        });

        afterEach(async () => {
            monitoring.faults.clear();
            for (const object of [UUID.web01, UUID.web01Ping, UUID.web01Shop, UUID.web01Disk]) {
                monitoring.world.endDowntime(object, 'cancel');
                monitoring.world.setState(object, 0, 'OK');
                monitoring.world.setStatus(object, {downtimes: [], downtimeDepth: 0, activeChecks: true});
            }
            // A service of a host that is DOWN has no post.
            await service.notify(problemOf({...HOST, notificationtype: 'RECOVERY', state: '0', problemid: ''}));
        });

        afterAll(async () => {
            listener?.close();
            await service?.remove();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        const fresh = async (more: Record<string, unknown> = {}): Promise<SitePost> => {
            problems += 1;
            const host = more.type === 'Host';
            const object = host ? UUID.web01 : UUID.web01Ping;
            monitoring.world.setState(object, host ? 1 : 2, 'gone');
            const told = {problemid: `${run}-${problems}`, output: 'gone', ...timesOf(monitoring.world, object)};
            const answer = await service.notify(problemOf({...told, ...more}));
            expect(answer.status).toBe(201);
            const {post_id} = (await answer.json()) as {post_id: string};
            return site.post(post_id);
        };
        const choices = (post: SitePost): string[] =>
            (post.props.attachments?.[0]?.actions ?? [])
                .filter(({id}) => id === ACTION.more)
                .flatMap(({options}) => (options ?? []).map(({value}) => value));
        const choose = (post: SitePost, choice: Choice) => site.press(jane, post.id, ACTION.more, choice);
        const openDialogOf = async (press: () => Promise<unknown>): Promise<OpenDialog> => {
            const from = listener.events.length;
            await press();
            return listener.dialog(from);
        };
        const openDialog = (post: SitePost, choice: Choice) => openDialogOf(() => choose(post, choice));
        const until = (id: string, fits: (alert: AlertProps) => boolean): Promise<SitePost> =>
            waitFor(async () => {
                const post = await site.post(id);
                return fits(alertOf(post)) && alertOf(post).pending === undefined && post;
            });
        const lines = (id: string, fits: RegExp): Promise<string> =>
            waitFor(async () => (await site.thread(id)).find((line) => fits.test(line)));
        const coreOf = (uuid: string) => monitoring.world.get(uuid).core;

        it('shows the graph of a service in the thread', async () => {
            const post = await fresh();
            const {world} = monitoring;
            const at = world.now() - 60;
            const rta = {name: 'rta', unit: 'ms', warn: 100, crit: 500, min: 0, max: null, points: [[at, 80]] as const};
            world.history.setGauges(world.get(UUID.web01Ping) as Service, [rta]);
            await choose(post, CHOICE.graph);
            expect(await lines(post.id, /rta: /)).toContain('rta: 80 ms');
        });

        it('schedules a downtime and cancels it, each only after reading it back', async () => {
            const post = await fresh();
            expect(choices(post)).toEqual([CHOICE.scheduleDowntime, CHOICE.recheck, CHOICE.graph]);
            const dialog = await openDialog(post, CHOICE.scheduleDowntime);
            expect(dialog.dialog.elements.map((element) => element.name)).toEqual([
                'length',
                'start',
                'end',
                'comment',
            ]);
            expect(dialog.dialog.elements[0]?.options?.map(({value}) => value)).toContain('tomorrow 08:00');
            expect(dialog.dialog.elements[1]?.help_text).toContain('America/New_York');
            await site.submit(jane, dialog, {length: '1h', start: null, end: '', comment: 'new "disk"; $(id)'});

            const down = await until(post.id, ({in_downtime: inDowntime}) => inDowntime === true);
            const [downtime] = coreOf(UUID.web01Ping).downtimes;
            expect(downtime).toMatchObject({
                author: `Jane Roe (@${jane.username})`,
                comment: 'new ”disk”； ＄(id)',
                started: true,
            });
            expect(alertOf(down)).toMatchObject({look: 'problem', downtime_until: downtime?.end});
            expect((downtime?.end ?? 0) - (downtime?.start ?? 0)).toBe(3600);
            expect(choices(down)).toEqual([CHOICE.cancelDowntime, CHOICE.recheck, CHOICE.graph]);
            expect(await lines(post.id, /put it into downtime until/)).toContain('Jane Roe');

            const confirm = await openDialog(down, CHOICE.cancelDowntime);
            expect(confirm.dialog.introduction_text).toContain('whoever scheduled it');
            expect(confirm.dialog.introduction_text).toMatch(/\* Running: until .*, Jane Roe .*: new/);
            await site.submit(jane, confirm, {planned: false});
            await until(post.id, ({in_downtime: inDowntime}) => inDowntime === undefined);
            expect(coreOf(UUID.web01Ping).downtimeDepth).toBe(0);
            await lines(post.id, /Jane Roe .* cancelled the running downtime/);
        });

        it('understands times as the person writes them, in their own zone', async () => {
            const post = await fresh();
            const dialog = await openDialog(post, CHOICE.scheduleDowntime);
            expect(await site.submit(jane, dialog, {start: 'soon', length: '1h', comment: 'new disk'})).toMatchObject({
                errors: {start: expect.stringContaining('14:30')},
            });
            const soon = new Date(Date.now() + 3 * 86_400_000);
            const day = soon.toISOString().slice(0, 10);
            await site.submit(jane, dialog, {start: `${day} 10:00`, end: '90m', comment: 'new disk'});
            const planned = await until(post.id, ({downtime_from: from}) => from !== undefined);
            expect(alertOf(planned)).not.toHaveProperty('in_downtime');
            const [downtime] = coreOf(UUID.web01Ping).downtimes;
            const shown = new Date((downtime?.start ?? 0) * 1000).toLocaleString('en-GB', {
                timeZone: 'America/New_York',
            });
            expect(shown).toMatch(/, 10:00:00$/);
            expect((downtime?.end ?? 0) - (downtime?.start ?? 0)).toBe(5400);
        });

        it('takes the services of a host along', async () => {
            const post = await fresh(HOST);
            expect(choices(post)).toEqual([CHOICE.scheduleDowntime, CHOICE.recheck, CHOICE.recheckAll]);
            const dialog = await openDialog(post, CHOICE.scheduleDowntime);
            await site.submit(jane, dialog, {length: '2h', comment: 'all of it', host_and_services: true});
            await until(post.id, ({in_downtime: inDowntime}) => inDowntime === true);
            expect(coreOf(UUID.web01Ping).downtimeDepth).toBe(1);
        });

        it('rechecks: old and new state and output come back as a line in the thread', async () => {
            const post = await fresh();
            monitoring.world.setNextResult(UUID.web01Ping, 'WARNING', 'rta 300ms');
            await choose(post, CHOICE.recheck);
            expect(await lines(post.id, /^Rechecked/)).toMatch(/CRITICAL → WARNING: rta 300ms$/);
            const done = await until(post.id, ({state}) => state === 'WARNING');
            expect(alertOf(done)).toMatchObject({look: 'problem', output: 'rta 300ms'});

            monitoring.world.setNextResult(UUID.web01Ping, 'OK', 'rta 1ms');
            await choose(done, CHOICE.recheck);
            await until(post.id, ({look}) => look === 'recovered');
        });

        it('waits with a recheck that openITCOCKPIT would drop, and says so', async () => {
            const post = await fresh();
            monitoring.world.setNextResult(UUID.web01Ping, 'WARNING', 'rta 300ms');
            await choose(post, CHOICE.recheck);
            await waitFor(async () =>
                /checks in \d s/.test(JSON.stringify((await site.post(post.id)).props.attachments)),
            );
            expect(await lines(post.id, /^Rechecked/)).toMatch(/CRITICAL → WARNING: rta 300ms$/);
            expect(monitoring.commands.at(-1)).toMatchObject({command: 'schedule_check', applied: true});
        });

        it('does not take the check that found the problem for the one that was asked for', async () => {
            monitoring.world.stopWorker();
            const post = await fresh();
            monitoring.world.setNextResult(UUID.web01Ping, 'WARNING', 'rta 300ms');
            const before = monitoring.commands.length;
            await choose(post, CHOICE.recheck);
            await waitFor(() => monitoring.commands.length > before);
            monitoring.world.startWorker();
            expect(await lines(post.id, /^Rechecked/)).toMatch(/CRITICAL → WARNING: rta 300ms$/);
        });

        it('works on a problem that is acknowledged, and leaves the acknowledgement alone', async () => {
            const post = await fresh();
            await site.press(jane, post.id, ACTION.quickReason, 'Known issue');
            const acknowledged = await until(post.id, ({look}) => look === 'acknowledged');
            await choose(acknowledged, CHOICE.recheck);
            await lines(post.id, /still CRITICAL/);
            expect(alertOf(await until(post.id, () => true)).look).toBe('acknowledged');
        });

        it('says so when openITCOCKPIT takes a command and nothing comes of it', async () => {
            const post = await fresh();
            monitoring.faults.set({dropCommands: true});
            const dialog = await openDialog(post, CHOICE.scheduleDowntime);
            const from = listener.events.length;
            await site.submit(jane, dialog, {length: '1h', comment: 'new disk'});
            const said = await (door.tells === 'ephemeral'
                ? listener.ephemeral(from, /^Your downtime/)
                : waitFor(async () => (await site.directMessages(jane)).at(-1)));
            expect(said).toContain('did not show it within 2 s');
            expect(alertOf(await until(post.id, () => true))).not.toHaveProperty('in_downtime');
        });

        it('tells each person in their language', async () => {
            const post = await fresh();
            const hans = await site.person('hans', 'Hans Roe', '', 'de');
            const his = await site.listen(hans);
            monitoring.faults.set({dropCommands: true});
            await site.press(hans, post.id, ACTION.more, CHOICE.scheduleDowntime);
            await site.submit(hans, await his.dialog(0), {length: '1h', comment: 'new disk'});
            const said = await (door.tells === 'ephemeral'
                ? his.ephemeral(0, /Wartungszeit/)
                : waitFor(async () => (await site.directMessages(hans)).at(-1)));
            const {actions} = textsOf('de');
            expect(said).toContain(`${actions.downtimeFailed}: ${actions.downtimeNotSeen(2)}`);
            const from = his.events.length;
            await site.press(hans, post.id, ACTION.more, 'sing');
            expect(await his.ephemeral(from, /./)).toBe(actions.choiceNotOffered);
            his.close();
        });

        it('a form counts once, and for nobody else', async () => {
            const post = await fresh();
            const dialog = await openDialog(post, CHOICE.scheduleDowntime);
            const bob = await site.person('bob', 'Bob Smith');
            const filled = {length: '1h', comment: 'new disk'};
            await expect(site.submit(bob, dialog, filled)).rejects.toThrow();
            await site.submit(jane, dialog, filled);
            await until(post.id, ({in_downtime: inDowntime}) => inDowntime === true);
            await site.submit(jane, dialog, filled).catch(() => undefined);
            expect(coreOf(UUID.web01Ping).downtimes).toHaveLength(1);
        });

        it('names the services of a host that do not show the acknowledgement', async () => {
            for (const object of [UUID.web01Ping, UUID.web01Shop, UUID.web01Disk]) {
                monitoring.world.setState(object, 2, 'gone');
            }
            await monitoring.world.settled();
            const post = await fresh(HOST);
            monitoring.faults.set({dropFor: [UUID.web01Shop]});
            const dialog = await openDialogOf(() => site.press(jane, post.id, ACTION.acknowledge));
            await site.submit(jane, dialog, {comment: 'new disk', host_and_services: true});
            await until(post.id, ({look}) => look === 'acknowledged');
            const sentence = '1 of 3 services does not show it: HTTP shop.';
            expect(await lines(post.id, /services/)).toContain(sentence);
            expect(coreOf(UUID.web01Disk).acknowledged).toBe(true);
        });
    });
};
