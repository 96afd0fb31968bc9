import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {ACTION_PICK, type AlertProps} from '#contract';
import type {MattermostDouble} from '../mattermost/double';
import {timesOf} from '../notification_times';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../openitcockpit/double';
import type {Service} from '../openitcockpit/objects';
import {waitFor} from '../wait_for';
import {type Door, problemOf} from './loop_suite';
import {MattermostSite, type SitePost} from './mattermost_site';
import {type LoopHandler, settingsOf} from './service';

/** Mattermost stops while something happens. @returns the handler, once Mattermost is back */
export type Outage = (handler: LoopHandler, meanwhile: () => Promise<void>) => Promise<LoopHandler>;

export interface OutagePlace {
    readonly start: () => Promise<MattermostDouble>;
    readonly door: Door;
    readonly outage: Outage;
    readonly alertsFrom: 'everything' | 'notified';
}

const OPEN_BEFORE = 30;
const RECOVERIES = 20;
const NEW = 50;
/** Began outside of their contacts' time period. */
const TOLD_NOBODY = 5;
const MINUTE = 60;

/** Ten minutes without Mattermost, of which nothing but openITCOCKPIT's interface tells afterwards. */
export const defineOutageSuite = ({start, door, outage, alertsFrom}: OutagePlace): void => {
    describe.sequential(`Mattermost stopped, ${door.name}, with Alerts from ${alertsFrom}`, () => {
        let mattermost: MattermostDouble;
        let site: MattermostSite;
        let monitoring: OpenitcockpitDouble;
        let handler: LoopHandler;

        const servicesNamed = (name: string, count: number): Service[] =>
            Array.from({length: count}, (_, at) => monitoring.world.addService('web01', {name: `${name} ${at}`}));
        /** It began so long ago, on the scale of the real outage. */
        const fail = (service: Service, ago: number): void => {
            const {world} = monitoring;
            world.setState(service, 2, 'CRITICAL - lost');
            world.setStatus(service, {lastStateChange: world.now() - ago});
        };
        const alertOf = (post: SitePost): AlertProps | undefined => post.props.oitc_alert as AlertProps | undefined;
        const roots = async (): Promise<SitePost[]> => (await site.posts()).filter(({root_id}) => root_id === '');
        const turns = async (count: number): Promise<void> => {
            const lists = () => monitoring.requests.filter(({target}) => target.startsWith('/services/index')).length;
            const before = lists();
            await waitFor(() => lists() >= before + 2 * count);
        };

        beforeAll(async () => {
            mattermost = await start();
            monitoring = await startOpenitcockpitDouble({granted: ['notifications.index', 'notifications.services']});
            site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
            handler = await door.start({
                mattermost,
                site,
                settings: {
                    ...settingsOf(site, monitoring),
                    RECONCILE_INTERVAL: '1',
                    ALERTS_FROM: alertsFrom,
                },
            });
        });

        afterAll(async () => {
            mattermost?.faults.clear();
            await handler?.remove();
            await monitoring?.stop();
            await mattermost?.stop();
        });

        it('for 10 minutes during 50 problems and 20 recoveries: afterwards every post is true, none is missing, none is there twice', async () => {
            const {world} = monitoring;
            // The first turn ever makes a list of whatever it finds.
            await turns(2);
            const before = servicesNamed('Before', OPEN_BEFORE);
            for (const service of before) {
                fail(service, 20 * MINUTE);
                const object = {serviceuuid: service.uuid, problemid: service.problemId};
                await handler.notify(problemOf({...object, ...timesOf(world, service.uuid)}));
            }
            await waitFor(async () => (await roots()).length === OPEN_BEFORE);
            const begun = servicesNamed('New', NEW);
            const toNobody = servicesNamed('Silent', TOLD_NOBODY);
            const passing = servicesNamed('Passing', 3);

            handler = await outage(handler, async () => {
                for (const service of toNobody) {
                    world.setNotificationPeriod(service, false);
                }
                for (const service of [...begun, ...toNobody, ...passing]) {
                    fail(service, 9 * MINUTE);
                }
                for (const service of [...before.slice(0, RECOVERIES), ...passing]) {
                    world.setState(service, 0, 'OK - back');
                }
                await world.settled();
            });

            const wanted = alertsFrom === 'everything' ? [...begun, ...toNobody] : begun;
            const isTrue = async () =>
                (await roots()).filter((post) => alertOf(post)?.look === 'recovered').length === RECOVERIES;
            const list = await waitFor(async () =>
                (await roots()).find(({message}) => message.includes('problems had not been reported')),
            );
            await waitFor(isTrue);
            await turns(2);

            expect(list.message).toContain(`**${wanted.length} problems had not been reported**`);
            const menu = list.props.attachments?.[0]?.actions?.find(({id}) => id === ACTION_PICK);
            const listed = (menu?.options ?? []).map(({value}) => value.split('/')[1]);
            expect(listed.toSorted()).toEqual(wanted.map(({uuid}) => uuid).toSorted());
            const posts = await roots();
            expect(posts).toHaveLength(OPEN_BEFORE + 1);
            const shown = posts.flatMap((post) => {
                const alert = alertOf(post);
                return alert ? [`${alert.service?.uuid} ${alert.look} ${alert.state}`] : [];
            });
            const truth = before.map(
                ({uuid}, at) => `${uuid} ${at < RECOVERIES ? 'recovered OK' : 'problem CRITICAL'}`,
            );
            expect(shown.toSorted()).toEqual(truth.toSorted());
        }, 180_000);
    });
};
