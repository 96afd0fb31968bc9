import type {Settings} from '../config/schema';

/** Where this machine reaches the running service. */
export const localUrl = ({LISTEN_ADDRESS}: Pick<Settings, 'LISTEN_ADDRESS'>): string =>
    `http://${LISTEN_ADDRESS.replace(/^(0\.0\.0\.0|\[::\])?:/, '127.0.0.1:')}`;
