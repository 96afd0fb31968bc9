import type {Connection} from './settings';
import type {Transport} from './transport';

/** Loaded with its first call: axios, HTTP and TLS are a third of what the plugin process does to start. */
export const transportOnDemand = (connection: Connection): Transport => {
    let loading: Promise<Transport> | undefined;
    const load = (): Promise<Transport> => {
        loading ??= import('./transport').then(({createTransport}) => createTransport(connection));
        return loading;
    };
    return {
        send: async (call) => (await load()).send(call),
        close: () => void loading?.then((transport) => transport.close()),
    };
};
