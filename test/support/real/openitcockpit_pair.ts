import {type Listener, MattermostSite, type Person} from '../loop/mattermost_site';
import type {LoopHandler} from '../loop/service';
import type {RealService} from './openitcockpit';
import {pluginDoor} from './plugin_door';

interface Pair {
    readonly site: MattermostSite;
    readonly jane: Person;
    readonly listener: Listener;
    readonly plugin: LoopHandler;
}

/** The plugin between a real Mattermost and a real openITCOCKPIT. @param bundle path of the plugin's bundle */
export const startPair = async (
    {url, adminToken}: {readonly url: string; readonly adminToken: string},
    service: RealService,
    bundle: string,
): Promise<Pair> => {
    const site = await MattermostSite.setUp(url, adminToken);
    const jane = await site.person('jane', 'Jane Roe');
    const listener = await site.listen(jane);
    const plugin = await pluginDoor(bundle).start({
        mattermost: {url, adminToken, stop: async () => undefined},
        site,
        settings: {
            ...service.handlerSettings,
            DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
            RECONCILE_INTERVAL: '5',
        },
    });
    return {site, jane, listener, plugin};
};
