// The doubles in a process of their own, so that the bench measures the handler and not them.
import {startMattermostDouble} from '../support/mattermost/double';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';

const mattermost = await startMattermostDouble();
const channel = mattermost.createChannel('alerts', {displayName: 'Alerts'});
const jane = mattermost.createUser('jane', {fullName: 'Jane Roe', channels: [channel.id]});
const bot = mattermost.createBot('openitcockpit', {channels: [channel.id]});
const monitoring = await startOpenitcockpitDouble({commandDelayMs: [1200, 3900]});
const services = Array.from({length: 60}, (_, at) => monitoring.world.addService('web01', {name: `Check ${at}`}));
for (const service of services) {
    monitoring.world.setState(service, 2, 'CRITICAL');
}

process.on('message', (question) => {
    if (question === 'count') {
        process.send?.({posts: mattermost.postCount});
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
