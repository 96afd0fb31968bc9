import type {MattermostDouble} from '../support/mattermost/double';
import type {OpenitcockpitDouble} from '../support/openitcockpit/double';
import type {SoakHandler} from './doors';

export const FAULTS = [
    'handler restarts',
    'API down',
    'API slow',
    'database frozen',
    'Mattermost down',
    'Mattermost answers 429',
] as const;

export type Fault = (typeof FAULTS)[number];

interface Parts {
    readonly double: MattermostDouble;
    readonly monitoring: OpenitcockpitDouble;
    readonly handler: SoakHandler;
}

const SLOW_MS = 3000;
/** Writing posts; a press comes to the same address and is a client's. */
const POSTS = /^\/api\/v4\/posts(\/[a-z0-9]{26}(\/patch)?)?$/;
/** The plugin's calls have no rate limit: there Mattermost is slow instead. */
const SLOW_CHAT_MS = 1000;

/** A restart happens when it is switched on. */
export const switchFault = async (parts: Parts, fault: Fault, on: boolean): Promise<void> => {
    const {double, monitoring, handler} = parts;
    switch (fault) {
        case 'handler restarts':
            return on ? handler.restart() : undefined;
        case 'API down':
            return monitoring.faults.set({reset: on ? 'before' : ''});
        case 'API slow':
            return monitoring.faults.set({slowMs: on ? SLOW_MS : 0});
        case 'database frozen':
            return on ? monitoring.world.stopWorker() : monitoring.world.startWorker();
        case 'Mattermost down':
            return on ? double.refuseConnections() : double.acceptConnections();
        case 'Mattermost answers 429':
            handler.slowMs = on ? SLOW_CHAT_MS : 0;
            return on ? double.faults.rateLimit({path: POSTS}) : double.faults.clear();
    }
};
