// The doubles in a process of their own, so that the bench measures the handler and not them.
import {ALERT_PROP, type AlertProps} from '#contract';
import {startMattermostDouble} from '../support/mattermost/double';
import {FACTS_RIGHTS} from '../support/openitcockpit/access';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {benchUuid} from './bench_uuid';
import type {LivingPosts, Question} from './doubles';

const mattermost = await startMattermostDouble();
const channel = mattermost.createChannel('alerts', {displayName: 'Alerts'});
const jane = mattermost.createUser('jane', {fullName: 'Jane Roe', channels: [channel.id]});
const bot = mattermost.createBot('openitcockpit', {channels: [channel.id]});
const granted = ['notifications.index', 'notifications.services', ...FACTS_RIGHTS];
// Together 1.2 to 3.9 s, as was measured from the call to the API.
const monitoring = await startOpenitcockpitDouble({commandDelayMs: [300, 600], lagMs: [900, 3300], granted});
const services = Array.from({length: 60}, (_, at) => monitoring.world.addService('web01', {name: `Check ${at}`}));
for (const service of services) {
    monitoring.world.setState(service, 2, 'CRITICAL');
}

const acknowledged: Record<string, number> = {};
setInterval(() => {
    for (const {uuid, visible} of services.filter(({uuid}) => acknowledged[uuid] === undefined)) {
        if (visible.acknowledged) {
            acknowledged[uuid] = Date.now();
        }
    }
}, 10).unref();

/** Services with a problem, as many as are asked for: their posts are open. */
const addProblems = (count: number): void => {
    for (let at = 0; at < count; at += 1) {
        const service = monitoring.world.addService('web01', {name: `Check ${at}`, uuid: benchUuid(at)});
        monitoring.world.setState(service, 2, 'CRITICAL');
    }
};

/** A hundred to a host. */
const addServices = async (count: number, failed: number): Promise<void> => {
    const {world} = monitoring;
    for (const service of services) {
        world.setState(service, 0, 'OK');
    }
    for (let at = 0; at < count; at += 1) {
        const host = at % 100 === 0 ? world.addHost({name: `farm${at / 100}`}) : world.hosts.at(-1);
        const service = world.addService(host ?? 'web01', {name: `Check ${at}`, uuid: benchUuid(at)});
        if (at < failed) {
            world.setState(service, 2, 'CRITICAL');
            world.setStatus(service, {lastStateChange: world.now() - 300});
        }
    }
    await world.settled();
};

/** Each host is in three of the host groups, each service in one of the service groups. */
const addGroups = (count: number): void => {
    const {groups, hosts, services: all} = monitoring.world;
    for (let at = 0; at < count; at += 1) {
        const hostsIn = hosts.filter((_, index) => [0, 1, 2].some((more) => (index + more) % count === at));
        const servicesIn = all.filter((_, index) => index % count === at);
        groups.add(
            'hosts',
            `Host group ${at}`,
            hostsIn.map(({uuid}) => uuid),
        );
        groups.add(
            'services',
            `Service group ${at}`,
            servicesIn.map(({uuid}) => uuid),
        );
    }
};

const livingPosts = (): LivingPosts => ({
    shown: mattermost.posts(channel.id).flatMap((post) => {
        const alert = (post.props as Record<string, unknown>)[ALERT_PROP] as AlertProps | undefined;
        return alert ? [[alert.service?.uuid ?? '', alert.look, alert.state] as const] : [];
    }),
    edits: mattermost.events.filter(({event}) => event === 'post_edited').length,
    storms: mattermost
        .posts(channel.id)
        .filter(({message}) => String(message).includes('Storm: '))
        .map(({id, message}) => ({message: String(message), edits: editsOf(String(id))})),
});

const editsOf = (id: string): number =>
    mattermost.events.filter(({event, data}) => event === 'post_edited' && JSON.stringify(data).includes(id)).length;

process.on('message', async (question: Question) => {
    if (question === 'count') {
        process.send?.({posts: mattermost.postCount, requests: monitoring.requests.length});
    } else if (question === 'acknowledged') {
        process.send?.({acknowledged});
    } else if (question === 'living') {
        process.send?.({living: livingPosts()});
    } else if ('problems' in question) {
        addProblems(question.problems);
        process.send?.({});
    } else if ('groups' in question) {
        addGroups(question.groups);
        process.send?.({});
    } else if ('services' in question) {
        await addServices(question.services, question.failed);
        process.send?.({});
    } else {
        for (let at = 0; at < question.recovered; at += 1) {
            monitoring.world.setState(benchUuid(at), 0, 'OK');
        }
        await monitoring.world.settled();
        process.send?.({});
    }
});
process.send?.({
    mattermostUrl: mattermost.url,
    botToken: bot.token,
    janeToken: jane.token,
    channelId: channel.id,
    teamId: mattermost.team.id,
    openitcockpitUrl: monitoring.url,
    apiKey: monitoring.apiKeys.bot,
    hostUuid: services[0]?.host.uuid,
    serviceUuids: services.map(({uuid}) => uuid),
});
