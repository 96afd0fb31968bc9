import {Board} from '../app/panel/board';
import {Panel} from '../app/panel/panel';
import {PanelEvents} from '../app/panel/panel_events';
import type {AlertStore} from '../app/posts/alert_store';
import {announcing} from '../app/posts/announcing_store';
import type {Clock, Logger} from '../app/telemetry';
import type {Made} from '../compose';
import type {Settings} from '../config/schema';
import type {RpcChat} from '../mattermost/plugin_api/chat';
import {RpcPanelEvents} from '../mattermost/plugin_api/panel_events';
import type {PluginApi} from '../plugin_api/plugin_api';
import {nonce} from '../telemetry/nonce';
import {type DetailsParts, detailsParts} from './details';

interface Deps {
    readonly api: PluginApi;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly chat: RpcChat;
    readonly store: AlertStore;
}

/** What the panel needs, before there is an application. */
interface PanelParts {
    /** To be used in place of the one given, so that the panel hears of changes. */
    readonly store: AlertStore;
    /** The panel of an application that uses that store. */
    readonly panelOf: (made: Made) => Panel;
    readonly detailsOf: (made: Made) => DetailsParts;
}

export const panelParts = (
    {DEFAULT_CHANNEL: defaultChannel}: Settings,
    {api, chat, store, clock, logger}: Deps,
): PanelParts => {
    const events = new PanelEvents({port: new RpcPanelEvents(api, chat), clock, logger});
    const board = new Board({
        store,
        defaultChannel,
        clock,
        logger,
        isShared: () => api.openChannels.hasOtherNodes,
        onFound: (channels) => void events.changedIn(channels),
    });
    return {
        store: announcing(store, (before, after) => void events.changedIn(board.stored(before, after))),
        panelOf: ({application, health, settings: {openitcockpitUrl, linkStyle}}) =>
            new Panel({
                board,
                events,
                sightOf: (userId) => application.sightOf(userId),
                openitcockpitUrl,
                linkStyle: () => (linkStyle === 'auto' ? health.linkStyle() : linkStyle),
                boardId: nonce(),
            }),
        detailsOf: (made) =>
            detailsParts(made, {chat, logger, clock, store}, async () => {
                await board.ready();
                return board.entries();
            }),
    };
};
